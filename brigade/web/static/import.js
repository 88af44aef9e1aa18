// 导入: files go up one after another; what comes of them is told by the server as it comes, also when the page is opened again.
import {ask, el, post, sure, tell, token} from './base.js';
import {filtered, grid, localGrid} from './grid.js';

const $ = id => document.getElementById(id);
const allowed = new Set(JSON.parse($('allowed').textContent));
const filter = $('filter');
let names = {brigades: [], periods: []};
const named = ask('/import/names').then(found => { names = found; });

// ---- whose a report is and of when: cells to write in, with suggestions ----

// What is most like the words that are there, first.
function suggested(values, words) {
  const shared = v => [...new Set(words)].filter(c => v.includes(c)).length;
  return [...values].sort((a, b) => shared(b) - shared(a)).slice(0, 300);
}
const editor = (kind, words) => ({
  editor: 'list', editable: cell => Boolean(cell.getData().report || cell.getData().title),
  editorParams: cell => ({values: suggested(names[kind], words(cell.getData())), autocomplete: true, freetext: true, allowEmpty: false, listOnEmpty: true, emptyValue: '',
    placeholderEmpty: '没有相近的,直接写', elementAttributes: {'aria-label': kind === 'brigades' ? '大队' : '期间'}}),
  cellEdited: edited,
});

async function edited(cell) {
  const row = cell.getData(), field = cell.getField(), value = (cell.getValue() || '').trim(), old = cell.getOldValue() || '';
  if (!value || value === old) { if (value !== old) { cell.getRow().update({[field]: old}); tell('大队和期间不能空着,没有改动。', true); } return; }
  try {
    const answer = await post('/import/set', {report: row.report || row.id, [field]: value});
    await cell.getRow().update({brigade: answer.brigade, period: answer.period, versions: answer.versions});
    cell.getRow().reformat();
    tell(answer.told);
    reports.replaceData();
    for (const other of [queue, reports]) if (other !== cell.getTable() && other.initialized) for (const r of other.getRows()) if ((r.getData().report || r.getData().id) === (row.report || row.id)) r.update({brigade: answer.brigade, period: answer.period});
  } catch {
    cell.getRow().update({[field]: old});
  }
}
const unknown = cell => cell.getValue() || (cell.getData().report || cell.getData().title ? el('span', {className: 'doubt'}, '未识别') : '');

// ---- the queue ----

const CSS = {done: 'good', doubt: 'doubt', not: 'bad'};
function deeds(cell) {
  const row = cell.getData(), box = el('span', {className: 'row tight'});
  if (row.report) box.append(el('a', {href: '/review/' + row.report}, '核对'));
  if (row.versions) box.append(el('a', {href: '/import/versions/' + row.report}, '比较各版'));
  if (row.asked) box.append(el('button', {type: 'button', className: 'small light again', textContent: '仍要存入', onclick: async () => { await post('/import/force', {file: row.file}); listen(); }}));
  return box;
}
const queue = localGrid($('queue'), {
  data: [], name: '这次导入的文件', height: '40vh', empty: '没有文件。',
  columns: [
    {field: 'file', visible: false, sorter: 'number', title: '序号'},
    {title: '文件', field: 'name', minWidth: 160, widthGrow: 2},
    {title: '结果', field: 'word', width: 90, formatter: c => el('span', {className: CSS[c.getData().state] || 'quiet'}, c.getValue())},
    {title: '大队', field: 'brigade', minWidth: 150, formatter: unknown, ...editor('brigades', r => r.name + r.brigade)},
    {title: '期间', field: 'period', minWidth: 130, formatter: unknown, ...editor('periods', r => r.name + r.period)},
    {title: '数据', field: 'facts', width: 70, hozAlign: 'right'},
    {title: '待核对', field: 'doubts', width: 80, hozAlign: 'right'},
    {title: '说明', field: 'said', minWidth: 200, widthGrow: 3, formatter: 'textarea'},
    {title: '操作', field: 'deeds', minWidth: 130, formatter: deeds, tooltip: false},
  ],
});
let built = false;
const ready = new Promise(done => queue.on('tableBuilt', () => { built = true; done(); }));

let wasBusy = false, last = 0, source = null, sending = 0, total = 0, sent = 0, counts = {};
async function take(news) {
  await ready;
  last = news.last;
  counts = news.counts;
  if (news.files.length) {
    $('queue').hidden = false;
    const files = new Set(news.files.map(r => r.file)), kept = new Set(news.files.map(r => r.id));
    const gone = queue.getData().filter(r => files.has(r.file) && !kept.has(r.id)).map(r => r.id);
    if (gone.length) await queue.deleteRow(gone);
    await queue.updateOrAddData(news.files);
    queue.setSort('file', 'desc');
    for (const r of news.files) queue.getRow(r.id)?.reformat();
    queue.redraw();
  }
  show(news.busy);
  if (wasBusy && !news.busy) reports.setData();
  wasBusy = news.busy;
}

function show(busy) {
  const n = state => counts[state] || 0, ended = n('done') + n('doubt') + n('not'), all = ended + n('waiting') + n('reading') + n('stopped');
  $('bar').hidden = !busy && !sending;
  $('bar').max = Math.max(1, all + Math.max(0, total - sent));
  $('bar').value = ended;
  $('stop').hidden = !n('waiting');
  $('go').hidden = !n('stopped');
  $('clear').hidden = !ended;
  const parts = [sending ? `正在上传 ${sent}/${total}` : '', busy ? `正在读取,还有 ${n('waiting') + n('reading')} 个` : '', n('stopped') ? `已停止 ${n('stopped')} 个` : ''];
  const done = all ? `已导入 ${n('done')},有疑问 ${n('doubt')},未导入 ${n('not')}` : '';
  $('work').textContent = [...parts, done].filter(Boolean).join(';');
  document.body.dataset.busy = busy || sending ? '1' : '';
}

// Listens to the server until nothing is left to be read.
function listen() {
  if (source) return;
  source = new EventSource('/import/events?since=' + last);
  source.onmessage = async e => {
    const news = JSON.parse(e.data);
    if (!news.busy && !sending) { source.close(); source = null; }
    await take(news);
  };
  // the browser asks again by itself; meanwhile nobody is to believe that files are being read
  source.onerror = () => { if (source?.readyState === EventSource.CLOSED) { source = null; setTimeout(listen, 3000); } $('work').textContent = '与服务的联系中断,正在重新联系;排队的文件不会丢。'; };
}

// ---- sending ----

async function send(files) {
  if (!files.length) return;
  total += files.length;
  sending++;
  show(true);
  for (const file of files) {
    const ending = file.name.includes('.') ? file.name.slice(file.name.lastIndexOf('.')).toLowerCase() : '';
    try {
      await post('/import/upload', allowed.has(ending) ? {file, modified: file.lastModified / 1000} : {name: file.name});
    } catch { /* told already; the others go on */ }
    sent++;
    show(true);
    listen();
  }
  sending--;
  if (!sending) { total = sent = 0; }
  listen();
}
addEventListener('beforeunload', e => { if (sending) e.preventDefault(); });
for (const id of ['files', 'folder']) $(id).addEventListener('change', e => { send([...e.target.files].filter(usual)); e.target.value = ''; });
// Word's and the system's own files are nobody's reports.
const usual = file => !/^(~\$|\.)|^(Thumbs\.db|desktop\.ini)$/i.test(file.name);

async function filesIn(entry) {
  if (entry.isFile) return new Promise((done, failed) => entry.file(f => done([f]), failed));
  const reader = entry.createReader(), found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) break;
    for (const one of some) found.push(...await filesIn(one));
  }
  return found;
}
const drop = $('drop');
for (const kind of ['dragover', 'dragleave', 'drop']) drop.addEventListener(kind, async e => {
  e.preventDefault();
  drop.classList.toggle('over', kind === 'dragover');
  if (kind !== 'drop') return;
  const entries = [...e.dataTransfer.items].map(i => i.webkitGetAsEntry && i.webkitGetAsEntry()).filter(Boolean), plain = [...e.dataTransfer.files];
  send((entries.length ? (await Promise.all(entries.map(filesIn))).flat() : plain).filter(usual));
});
$('stop').addEventListener('click', async () => { await post('/import/stop'); listen(); });
$('go').addEventListener('click', async () => { await post('/import/go'); listen(); });
$('clear').addEventListener('click', async () => {
  await post('/import/clear');
  await queue.replaceData([]);
  $('queue').hidden = true;
  counts = {};
  await take(await ask('/import/queue?since=' + last));
});

// ---- what is stored ----

const reports = grid($('reports'), {
  url: '/reports/rows', name: '已入库的报告', height: '52vh', empty: '还没有报告。把报告文件拖到上面的框里,或点“选择文件”。',
  asked: () => Object.fromEntries(new FormData(filter)), counted: n => { $('count').textContent = `共 ${n} 份`; },
  columns: [
    {title: '大队', field: 'brigade', minWidth: 160, headerSort: true, formatter: unknown, ...editor('brigades', r => r.file + r.brigade)},
    {title: '期间', field: 'period', minWidth: 140, headerSort: true, formatter: unknown, ...editor('periods', r => r.file + r.period)},
    {title: '标题', field: 'title', minWidth: 240, widthGrow: 2, headerSort: true, formatter: c => el('a', {href: '/review/' + c.getData().id}, c.getValue())},
    {title: '文件', field: 'file', minWidth: 120},
    {title: '数据', field: 'facts', width: 80, hozAlign: 'right', headerSort: true},
    {title: '待核对', field: 'doubts', width: 90, hozAlign: 'right', headerSort: true, formatter: c => String(c.getData().doubts + c.getData().loose)},
    {title: '现行', field: 'current', width: 70, formatter: c => c.getValue() ? '是' : '否'},
    {title: '核对状态', field: 'state', width: 100, headerSort: true},
    {title: '操作', field: 'deeds', width: 80, tooltip: false, formatter: c => el('button', {type: 'button', className: 'small light', textContent: '删除', ariaLabel: '删除 ' + c.getData().title, onclick: async () => {
      if (!await sure(`从库中删除“${c.getData().title}”?它的更正记录会留着,重新导入后照旧有效。`)) return;
      const answer = await post('/remove', {report: c.getData().id});
      tell(answer.told);
      reports.setData();
    }})},
  ],
});
filtered(filter, () => reports.setData());

let problems = null;
$('problems').addEventListener('toggle', () => {
  if (!$('problems').open) return;
  if (problems) { problems.setData(); return; }
  problems = grid($('told-problems'), {
    url: '/import/problems', name: '读取问题和待确认', height: '40vh', empty: '没有读取问题。',
    columns: [
      {title: '文件', field: 'file', minWidth: 160, formatter: c => c.getData().report ? el('a', {href: '/review/' + c.getData().report}, c.getValue()) : c.getValue()},
      {title: '类型', field: 'kind', width: 120},
      {title: '说明', field: 'told', minWidth: 300, widthGrow: 4, formatter: 'textarea'},
    ],
  });
});

ask('/import/queue').then(async news => { await named.catch(() => {}); await take(news); if (news.busy) listen(); });
