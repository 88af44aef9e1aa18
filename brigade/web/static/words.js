// 待定说法: the queue of phrases; the chosen one beside it, with its candidates, what would follow, and example sentences.
import {ask, el, post, tell} from './base.js';
import {grid, settled} from './grid.js';
import {metricBox, remember} from './metricbox.js';
import {tellUndoable, undo} from './undo.js';

const $ = id => document.getElementById(id);
const filter = $('filter'), queue = $('queue'), box = $('words'), done = [];
let current = null, total = 0, gone = 0, busy = false, other = null, shown = 0, asking = 0;

// ---- the table
function offer(phrase, n, className) {
  const {name, why} = phrase.candidates[n];
  return el('button', {type: 'button', className, title: `${why};同样的说法 ${phrase.count} 次`, ariaLabel: `${phrase.label}定为${name}`, onclick: e => { e.stopPropagation(); decide(phrase, phrase.candidates[n]); }},
    el('kbd', {ariaHidden: 'true'}, String(n + 1)), ' ', name);
}
const offers = cell => { const phrase = cell.getData(); return el('span', {className: 'offers'}, ...phrase.candidates.map((_, n) => offer(phrase, n, 'small light'))); };
const state = cell => el('span', {className: cell.getValue() ? 'doubt' : 'quiet'}, cell.getValue() ? '存疑' : '没有指标');

const table = grid(box, {
  height: 'max(20rem, calc(100vh - 17rem))', url: '/metrics/words', name: '待定说法', empty: '没有这样的待定说法。清空搜索看全部;导入新的报告后,认不准的说法会列在这里。', asked: () => ({...Object.fromEntries(new FormData(filter)), gone}),
  counted: n => { total = n + gone; count(); },
  columns: [
    {title: '说法', field: 'label', width: 150, headerSort: true},
    {title: '单位', field: 'unit', width: 64, headerSort: true},
    {title: '次数', field: 'count', width: 72, hozAlign: 'right', headerSort: true},
    {title: '大队数', field: 'brigades', width: 84, hozAlign: 'right', headerSort: true},
    {title: '情况', field: 'doubtful', width: 90, formatter: state, headerSort: true, tooltip: false},
    {title: '可能的指标', field: 'candidates', minWidth: 310, widthGrow: 3, formatter: offers, tooltip: false},
    {title: '例句', field: 'example', minWidth: 130, widthGrow: 2},
  ],
  extra: {rowFormatter: row => mark(row, row.getData().id === (current && current.id))},
});
const holder = () => box.querySelector('.tabulator-tableholder');
function count() { $('count').textContent = `共 ${total - gone} 种说法`; }
function mark(row, on) { row.getElement().classList.toggle('current', on); }
function rowOf(id) { return table.getRows().find(row => row.getData().id === id); }

table.on('rowClick', (_, row) => { choose(row); if (!queue.contains(document.activeElement)) holder().focus({preventScroll: true}); });
table.on('dataProcessed', () => { if (!current) choose(table.getRows()[0]); });

async function reload(id = '') {
  gone = 0;
  await table.setData();
  choose(rowOf(id) || table.getRows()[0]);
}
function filtered() { choose(null); reload(); }
filter.addEventListener('submit', e => { e.preventDefault(); filtered(); });
filter.elements.state.addEventListener('change', filtered);
settled(filter.elements.words, filtered);

// ---- the chosen phrase
function choose(row) {
  const before = current && rowOf(current.id);
  current = row ? row.getData() : null;
  if (before) mark(before, false);
  $('decide').hidden = !current;
  $('phrase').textContent = current ? `“${current.label}”` : '请在表中选一个说法';
  if (!current) return;
  mark(row, true);
  table.scrollToRow(row, 'nearest', false).catch(() => {});
  $('about').textContent = `${current.unit ? '单位:' + current.unit : '没有单位'} · ${current.count} 次 · ${current.brigades} 个大队 · ${current.doubtful ? '存疑' : '没有指标'}`;
  $('spoken').textContent = `${current.label},${current.unit || '没有单位'},${current.count} 次。` + current.candidates.map((c, n) => `${n + 1}:${c.name}`).join(',');
  show(current);
}
// What is asked of the server waits until one has stopped moving.
function show(phrase) {
  const mine = ++asking, lines = [...phrase.candidates.keys()].map(n => [phrase.candidates[n].id, offer(phrase, n, 'light'), phrase.candidates[n].why]);
  const none = el('button', {type: 'button', className: 'light', onclick: () => decide(phrase, NONE)}, el('kbd', {ariaHidden: 'true'}, 'x'), ' 不是指标');
  lines.push(['', none, '以后不再列出']);
  const told = lines.map(() => el('small', {className: 'foretold'}));
  $('offers').replaceChildren(...lines.map(([, button, why], n) => el('li', {className: 'offer'}, button, el('small', {className: 'quiet'}, why), told[n])));
  if (!phrase.candidates.length) $('offers').prepend(el('li', {className: 'offer quiet'}, '程序没有可能的指标,请在下面选'));
  $('said').replaceChildren();
  $('more').hidden = true;
  shown = 0;
  otherwise(null);
  $('metric').value = '';
  setTimeout(async () => {
    if (mine !== asking) return;
    await said(phrase, mine);
    for (const [n, [id]] of lines.entries()) {
      if (mine !== asking) return;
      const text = await foretold(phrase, id);
      if (mine === asking) told[n].textContent = text;
    }
  }, 200);
}
const NONE = {id: '', name: '不是指标'};
const about = (phrase, more) => new URLSearchParams({label: phrase.label, unit: phrase.unit, ...more});
const foretold = async (phrase, metric) => (await ask('/metrics/words/following?' + about(phrase, {metric}))).told;
async function said(phrase, mine = asking) {
  const answer = await ask('/metrics/words/said?' + about(phrase, {page: shown + 1, size: 4}));
  if (mine !== asking) return;
  shown += 1;
  $('said').append(...answer.data.map(one => el('li', {}, el('a', {href: `/review/${one.report}#f${one.start}`}, [one.brigade || '未识别的大队', one.period].filter(Boolean).join(' ')),
    el('span', {}, one.before, el('b', {}, one.quote), one.after))));
  $('more').hidden = shown >= answer.last_page;
}
$('more').addEventListener('click', () => said(current));

// ---- deciding
async function decide(phrase, metric) {
  if (busy || !phrase) return;
  busy = true;
  queue.classList.add('busy');
  const patience = setTimeout(() => tell('正在定下;写到这个说法的报告多时要等一会儿……'), 1500);
  let answer;
  try { answer = await post('/metrics/words/teach', {label: phrase.label, unit: phrase.unit, metric: metric.id}); } finally { clearTimeout(patience); busy = false; queue.classList.remove('busy'); }
  remember(metric.id);
  if (answer.numbers.length) done.push({id: phrase.id, numbers: answer.numbers});
  tellUndoable(answer.told, answer.numbers, () => { done.splice(done.findIndex(d => d.numbers === answer.numbers), 1); reload(phrase.id); });
  leave(phrase);
}
// The phrase is settled: it goes, and the next one is chosen.
async function leave(phrase) {
  const row = rowOf(phrase.id);
  if (row) {
    const next = row.getNextRow() || row.getPrevRow();
    if (current && current.id === phrase.id) choose(next || null);
    row.delete();
    gone += 1;
    count();
  }
  if (table.getRows().length < 5 && total > gone) await reload(current ? current.id : '');
  holder().focus({preventScroll: true});
}
async function undoLast() {
  const last = done.pop();
  if (!last) return tell('这一页上没有可以撤销的决定;更早的请到“更正记录”中撤销。');
  await undo(last.numbers);
  await reload(last.id);
}

// ---- another metric
function otherwise(metric) {
  other = metric;
  $('take').hidden = !metric;
  if (metric) $('take').textContent = metric.id ? `定为“${metric.name}”` : '定为不是指标';
}
metricBox($('metric'), async metric => {
  otherwise(metric);
  $('take').focus();
  const phrase = current, text = await foretold(phrase, metric.id);
  if (other === metric && current === phrase) $('take').textContent += `(${text})`;
}, {unit: () => current ? current.unit : ''});
$('take').addEventListener('click', () => decide(current, other));
$('metric').addEventListener('keydown', e => { if (e.key === 'Escape') holder().focus(); });

// ---- keys, where the table or what is beside it has the focus
const KEYS = {
  ArrowDown: () => step(1), j: () => step(1), ArrowUp: () => step(-1), k: () => step(-1), m: () => $('metric').focus(), x: () => decide(current, NONE), z: undoLast,
  1: () => nth(0), 2: () => nth(1), 3: () => nth(2),
};
function step(by) {
  const row = current && rowOf(current.id), next = row ? (by > 0 ? row.getNextRow() : row.getPrevRow()) : table.getRows()[0];
  if (next) choose(next);
}
function nth(n) { if (current && current.candidates[n]) decide(current, current.candidates[n]); }
queue.addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches('input, select, textarea')) return;
  const deed = KEYS[e.key];
  if (!deed || (e.key.startsWith('Arrow') && !box.contains(e.target))) return;
  e.preventDefault();
  deed();
});
table.on('tableBuilt', () => { if (document.activeElement === document.body) holder().focus({preventScroll: true}); });
