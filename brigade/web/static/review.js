// 核对: text and facts side by side in step; the doubtful first; every deed by key or button.
import {ask, el, post, sure, tell} from './base.js';
import {grid, localGrid, settled} from './grid.js';
import {metricBox, remember} from './metricbox.js';
import {showOriginal} from './original.js';

const $ = id => document.getElementById(id);
const shown = JSON.parse($('shown').textContent), address = '/review/' + shown.id;
const text = $('text'), form = $('edit'), field = form.elements;
const unpacked = ({names, rows}) => new Map(rows.map(r => { const f = Object.fromEntries(names.map((n, i) => [n, r[i]])); return [f.seq, f]; }));
let facts = unpacked(shown.rows);
let now = null;        // the fact or numeral in hand: a row of the list
let metric = '';       // the metric that the form has, an id
let adding = null;     // the place of what is to be added
let state = shown.state;
const deeds = [];      // lines of the journal of this visit, to be undone in turn

// ---- the list ----

const left = () => { const taken = new Set([...facts.values()].filter(f => !f.wrong).map(f => f.start)); return shown.left.filter(l => !taken.has(l.start)).map(l => ({key: 'l' + l.start, ...l, left: true, rank: 2})); };
const asRow = f => ({key: 'f' + f.seq, ...f});

function wanted() {
  const show = $('show').value, activity = $('activity').value, find = $('find').value.trim();
  let rows = show === 'left' ? left() : [...facts.values()].map(asRow);
  if (show === 'doubt') rows = rows.filter(f => f.rank === 0);
  if (show === 'loose') rows = rows.filter(f => !f.metric && !f.wrong);
  if (show === 'mended') rows = rows.filter(f => f.corrected && !f.wrong);
  if (show === 'wrong') rows = rows.filter(f => f.wrong);
  if (activity) rows = rows.filter(f => f.activity === activity);
  if (find) rows = rows.filter(f => [f.quote, f.name, f.label, f.reason].some(w => w && w.includes(find)));
  rows.sort((a, b) => (show === 'first' ? a.rank - b.rank : 0) || a.start - b.start || (a.seq ?? 0) - (b.seq ?? 0));
  return rows;
}

function badge(cell) {
  const f = cell.getData();
  if (f.left) return el('span', {className: 'quiet'}, f.reason);
  if (f.wrong) return el('span', {className: 'quiet'}, '已标为错误');
  if (f.doubt) return el('span', {className: 'doubt'}, '存疑');
  if (f.corrected) return el('span', {className: 'good'}, f.corrected);
  return f.rank === 1 ? el('span', {className: 'doubt'}, '未归类') : '';
}

const list = localGrid($('facts'), {
  data: wanted(), index: 'key', name: '数据', height: '100%', empty: '没有这样的数据。',
  columns: [
    {title: '原文', field: 'quote', minWidth: 90},
    {title: '指标', field: 'name', minWidth: 120, widthGrow: 2, formatter: c => c.getValue() || el('span', {className: 'quiet'}, c.getData().left ? '' : '(未归类)')},
    {title: '数值', field: 'shown', minWidth: 80, hozAlign: 'right', formatter: c => (c.getValue() || '') + (c.getData().unit || '')},
    {title: '说法', field: 'label', minWidth: 110, widthGrow: 2},
    {title: '期间、主体', field: 'period', minWidth: 90, formatter: c => { const f = c.getData(); return [f.own ? '' : f.period, f.entity, f.status === 'planned' ? '计划' : ''].filter(Boolean).join(' '); }},
    {title: '情况', field: 'rank', minWidth: 80, formatter: badge},
  ],
  extra: {rowFormatter: row => {
    row.getElement().classList.toggle('on', Boolean(now) && row.getData().key === now.key);
    row.getElement().classList.toggle('gone', Boolean(row.getData().wrong));
  }},
});
let built = false;
list.on('tableBuilt', () => { built = true; counts(); const hash = location.hash.match(/^#f(\d+)$/); if (hash) atPlace(Number(hash[1])); else pick(wanted()[0]); });
list.on('rowClick', (_, row) => pick(row.getData()));

async function refill() { if (built) await list.replaceData(wanted()); }

function counts() {
  const all = [...facts.values()], doubts = all.filter(f => f.rank === 0).length, loose = all.filter(f => f.rank === 1).length;
  $('left').textContent = doubts || loose ? `存疑 ${doubts} 条,未归类 ${loose} 条,共 ${all.filter(f => !f.wrong).length} 条` : `没有存疑,共 ${all.filter(f => !f.wrong).length} 条`;
  $('left').className = doubts ? 'doubt' : 'good';
}

// ---- what is in hand ----

function pick(row, {scroll = true} = {}) {
  if (now && row && row.key !== now.key && !busy && changed()) tell(`“${now.quote}”的修改没有保存;要保存,请回到这一条改好后按回车。`, true);
  const before = now;
  now = row || null;
  stopAdding();
  for (const e of text.querySelectorAll('.on')) e.classList.remove('on');
  if (built) for (const r of [before, now]) { const found = r && list.getRow(r.key); if (found) found.reformat(); }
  if (!now) { $('what').textContent = '没有选中数据'; fill({}); return; }
  const mark = document.getElementById('f' + now.start);
  if (mark) { mark.classList.add('on'); if (scroll) into(text, mark); }
  if (built && list.getRow(now.key)) list.scrollToRow(now.key, 'nearest', false).catch(() => {});
  fill(now);
  if (now.left) { startAdding(now.start, now.end, now.quote); return; }
  tellWhy(now);
  tellLike();
  if ($('original') && !$('original').hidden) seek();
  if (innerWidth <= 900 && built && scroll) form.scrollIntoView({block: 'nearest'});
}

function fill(f) {
  $('what').textContent = f.quote || '没有选中数据';
  $('doubt').textContent = f.doubt || f.reason || (f.rank === 1 ? '未归类:请选指标,或确认不是指标' : '');
  $('mark').hidden = !f.corrected;
  $('mark').textContent = f.corrected || '';
  metric = f.metric || '';
  field.metric.value = f.name || '';
  field.value.value = f.value || '';
  field.unit.value = f.unit || '';
  field.period.value = f.period || '';
  field.entity.value = f.entity || '';
  field.status.value = f.status || 'actual';
  field.qualifier.value = f.qualifier || '';
  field.reason.value = '';
  $('why').textContent = '';
  $('like').textContent = '';
  for (const e of form.querySelectorAll('.touched')) e.classList.remove('touched');
}

function into(box, e) {
  const top = e.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (top < 30 || top > box.clientHeight - 60) box.scrollTop += top - box.clientHeight / 3;
}

// Why a figure was read so: its words, and what rules, examples and lessons took it for.
const whys = new Map();
async function whyOf(start) {
  if (!whys.has(start)) whys.set(start, await ask(`${address}/why?start=${start}`).catch(() => null));
  const told = whys.get(start);
  if (!told) return [];
  const votes = told.votes.map(v => `${v.by}:${v.name}${v.share ? ' ' + v.share : ''}`).join(';');
  return [told.words && '词:' + told.words, votes && '判断:' + votes].filter(Boolean);
}

let asked = 0;
async function tellWhy(f) {
  const mine = ++asked;
  await new Promise(done => setTimeout(done, 150));
  if (mine !== asked) return;
  const why = await whyOf(f.start);
  if (mine !== asked) return;
  $('why').textContent = [...why, f.where && '位置:' + f.where, f.recognised && '识别可信度:' + f.recognised].filter(Boolean).join('。');
}

// What is told when one points at a figure: at once what was read, then why.
function tipOf(mark) {
  const start = Number(mark.id.slice(1)), here = [...facts.values()].filter(f => f.start === start);
  if (!here.length) { const numeral = shown.left.find(l => l.start === start); return numeral ? '不作为数据:' + numeral.reason : ''; }
  return here.map(f => [`指标:${f.name || '未归类'}`, `说法:${f.label}`, `数值:${f.shown} ${f.unit}`, `期间:${f.period || '未知'}`, f.entity && '主体:' + f.entity,
    f.qualifier && '限定:' + f.qualifier, f.status === 'planned' && '计划', f.corrected, f.doubt && '存疑:' + f.doubt].filter(Boolean).join('\n')).join('\n——\n');
}
let hovered = null;
text.addEventListener('mouseover', async e => {
  const mark = e.target.closest('mark, s');
  hovered = mark;
  if (!mark || mark.dataset.tip) return;
  mark.classList.toggle('flip', mark.getBoundingClientRect().left - text.getBoundingClientRect().left > text.clientWidth / 2);
  mark.dataset.tip = tipOf(mark);
  await new Promise(done => setTimeout(done, 400));
  if (hovered !== mark || mark.tagName === 'S') return;
  const why = await whyOf(Number(mark.id.slice(1)));
  if (why.length && mark.dataset.tip) mark.dataset.tip += '\n——\n' + why.join('\n');
});

let likes = 0;
async function tellLike() {
  const mine = ++likes, f = now;
  if (!f || f.left || adding) { $('like').textContent = ''; return; }
  const told = await ask(`${address}/like?` + new URLSearchParams({start: f.start, end: f.end, label: f.label, metric})).catch(() => null);
  if (mine !== likes || !told) return;
  $('like').textContent = !told.teachable ? '(这种说法不能记)' : told.count ? `(另有 ${told.count} 条)` : '(暂无其他)';
}

function step(by) {
  const rows = wanted();
  const at = now ? rows.findIndex(r => r.key === now.key) : -1;
  const next = at < 0 ? near(rows, by) : rows[at + by];
  if (next) pick(next); else if (!rows.length) pick(null);
}

// The next one in the list that wants to be looked at, from where one is; from the end of the list again at its beginning.
function open(by = 1) {
  const rows = wanted().filter(r => r.rank < 2);
  if (!rows.length) { tell('没有存疑或未归类的数据了。'); return; }
  const at = now ? rows.findIndex(r => r.key === now.key) : -1;
  pick(at < 0 ? near(rows, by) : rows[(at + by + rows.length) % rows.length]);
}

// Of rows without the one in hand, the one nearest to its place.
function near(rows, by) {
  if (!now) return rows[0];
  const rank = Math.min(now.was ?? now.rank, 1), behind = r => by * (r.rank - rank || r.start - now.start) > 0;
  return (by > 0 ? rows.find(behind) : rows.findLast(behind)) || rows[0];
}

function atPlace(start) {
  const here = [...facts.values()].filter(f => f.start === start).map(asRow);
  if (here.length) {
    const at = now && here.findIndex(f => f.key === now.key);
    pick(here[(at + 1) % here.length || 0]);
  } else {
    const numeral = left().find(l => l.start === start);
    if (numeral) pick(numeral);
  }
}

text.addEventListener('click', e => {
  if (!getSelection().isCollapsed) return;
  const mark = e.target.closest('mark, s');
  if (mark) atPlace(Number(mark.id.slice(1)));
});

// ---- deeds ----

// `leave`: the figure is settled by this, and one goes on to the next that is not.
async function done(answer, before = null, leave = true) {
  deeds.push(answer.number);
  whys.clear();
  await took(answer);
  const said = answer.told + (answer.taught ? `。同样说法的数据也照此归类(另有 ${answer.also} 份报告随之改动),以后的报告也一样` : '') + `(第 ${answer.number} 号)`;
  if (before) {
    const mine = facts.get(before.seq), on = leave || mine.rank === 2;
    now = {...asRow(mine), was: before.rank};
    if (on && [...facts.values()].some(f => f.rank < 2)) open(); else pick(asRow(mine));
  }
  tell(said);
  if (state === '') await setState('doing', true);
}

async function took(answer) {
  if (answer.reshaped) {
    const anew = await ask(address + '/text');
    text.innerHTML = anew.text;
    facts = unpacked(anew.rows);
  } else {
    for (const f of answer.rows) { facts.set(f.seq, f); dress(f); }
  }
  await refill();
  counts();
}

// The mark of a fact as the server would make it.
function dress(f) {
  const mark = document.getElementById('f' + f.start);
  if (!mark) return;
  const here = [...facts.values()].filter(x => x.start === f.start && x.end === f.end), stands = here.filter(x => !x.wrong);
  const last = here[here.length - 1];
  mark.className = [stands.length ? '' : 'gone', stands.some(x => x.doubt) ? 'doubt' : '', stands.length && !last.metric ? 'none' : '', 'a-' + (last.activity || 'other')].filter(Boolean).join(' ');
  delete mark.dataset.tip;
}

// One deed at a time: what is pressed meanwhile was meant for what is still in hand, and is left.
let busy = false, following = '';
const once = deed => async () => {
  if (busy) return;
  busy = true;
  form.setAttribute('aria-busy', 'true');
  try { await deed(); } finally { busy = false; form.removeAttribute('aria-busy'); }
};

const NONE = '不是指标';
const place = f => ({start: f.start, end: f.end, label: f.label, seen: f.seen});

async function acceptNow() {
  if (!now || now.left || now.wrong) return;
  if (changed()) return saveNow();
  const f = now, like = $('teach').checked && f.rank < 2 ? {teach: 1} : {};
  if (f.rank === 2 && !f.doubt) return open();
  await done(await post(address + '/deed', {deed: 'accept', ...place(f), ...like, why: field.reason.value}), f);
}
const accept = once(acceptNow);

// The fields that a person changed, as the server takes them.
function changed() {
  if (!now || now.left) return null;
  const new_ = {};
  if (metric !== now.metric) new_.metric = metric;
  for (const [name, was] of [['value', now.value], ['unit', now.unit], ['period', now.period], ['entity', now.entity], ['status', now.status], ['qualifier', now.qualifier]])
    if (field[name].value.trim() !== (was || '')) new_[name] = field[name].value.trim();
  return Object.keys(new_).length ? new_ : null;
}

async function saveNow() {
  if (adding) return saveAdded();
  const new_ = changed(), f = now, named = field.metric.value.trim();
  if (named && named !== NONE && named !== nameInHand()) { tell(`没有选定指标“${named}”,请用上下键从列表中选一个。`, true); field.metric.focus(); return; }
  if (!new_ && f && f.rank === 1 && named === NONE) { await acceptNow(); return; }
  if (!new_) { tell('没有改动。'); return; }
  if ('unit' in new_ && !new_.unit) { tell('单位不能空着。', true); field.unit.focus(); return; }
  if ('value' in new_ && !new_.value) { tell('数值不能空着。', true); field.value.focus(); return; }
  if ('period' in new_ && !new_.period) { tell('期间不能空着,请写成 2023年上半年 这样。', true); field.period.focus(); return; }
  const teach = 'metric' in new_ && $('teach').checked ? {teach: 1} : {};
  const answer = await post(address + '/deed', {deed: 'change', ...place(f), ...new_, ...teach, why: field.reason.value});
  remember(new_.metric);
  document.activeElement.blur();
  await done(answer, f, 'metric' in new_);
}
const save = once(saveNow);

const wrong = once(async () => {
  if (!now || now.left || now.wrong) return;
  const f = now;
  await done(await post(address + '/deed', {deed: 'wrong', ...place(f), why: field.reason.value}), f);
});

const undo = once(async () => {
  const number = deeds.at(-1), f = now;
  if (!number) { tell('打开这一页以后还没有更正可撤销;以前的更正请在下面的更正记录中撤销。'); return; }
  const answer = await post(address + '/turn', {number});
  deeds.pop();
  await took(answer);
  tell(answer.told);
  if (answer.rows.length) pick(asRow(answer.rows[0])); else if (f && facts.has(f.seq)) pick(asRow(facts.get(f.seq)));
});

// What was written and not saved is not to go with the page.
addEventListener('beforeunload', e => { if (!busy && changed()) e.preventDefault(); });

// ---- adding what was missed ----

function startAdding(start, end, quote) {
  adding = {start, end};
  $('what').textContent = '补为数据:' + quote;
  $('doubt').textContent = now && now.left ? '不作为数据:' + now.reason : '';
  metric = ''; field.metric.value = ''; field.entity.value = ''; field.period.value = ''; field.qualifier.value = '';
  const told = quote.match(/^[^\d]*([\d.,，]+)(.*)$/);
  field.value.value = told ? told[1].replace(/[,，]/g, '') : '';
  field.unit.value = told ? told[2].trim() : '';
  $('accept').disabled = $('wrong').disabled = true;
}

function stopAdding() {
  adding = null;
  form.querySelector('.words').hidden = true;
  $('accept').disabled = $('wrong').disabled = !now || Boolean(now.left);
}

async function saveAdded() {
  if (!metric) { tell('请选这条数据的指标。', true); field.metric.focus(); return; }
  if (!field.value.value.trim()) { tell('请填数值。', true); field.value.focus(); return; }
  const given = Object.fromEntries(['unit', 'period', 'entity', 'qualifier'].map(n => [n, field[n].value.trim()]).filter(([, v]) => v));
  const answer = await post(address + '/deed', {deed: 'add', ...adding, metric, value: field.value.value.trim(), ...given, status: field.status.value, why: field.reason.value});
  remember(metric);
  const start = adding.start;
  document.activeElement.blur();
  await done(answer);
  atPlace(start);
}

// By key: one writes the words as they stand in the text; Enter goes to where they stand next.
function askWords() {
  pick(null);
  form.querySelector('.words').hidden = false;
  field.words.value = '';
  field.words.focus();
  $('what').textContent = '补漏掉的数据:写出原文中的词,或在原文中划选';
}
let seen = -1;
field.words.addEventListener('input', () => { adding = null; seen = -1; $('what').textContent = '补漏掉的数据:按回车在原文中查找“' + field.words.value + '”'; });
field.words.addEventListener('keydown', e => {
  if (e.key !== 'Enter') return;
  e.preventDefault();
  e.stopPropagation();
  const words = field.words.value, whole = text.textContent;
  if (!words.trim()) return;
  let at = whole.indexOf(words, seen + 1);
  if (at < 0) at = whole.indexOf(words);
  if (at < 0) { tell(`原文中没有“${words}”。`, true); return; }
  seen = at;
  const start = [...whole.slice(0, at)].length, end = start + [...words].length;
  point(at, at + words.length);
  startAdding(start, end, words);
  form.querySelector('.words').hidden = false;
  tell(`选中第 ${start + 1} 字起的“${words}”;再按回车找下一处,按 Tab 填指标。`);
});

function point(from, to) {
  const range = document.createRange(), walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let n = 0, begun = false;
  while (walk.nextNode()) {
    const size = walk.currentNode.data.length;
    if (!begun && n + size > from) { range.setStart(walk.currentNode, from - n); begun = true; }
    if (begun && n + size >= to) { range.setEnd(walk.currentNode, to - n); break; }
    n += size;
  }
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  into(text, range);
}

function offset(node, at) {
  let n = 0;
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (walk.currentNode === node) return n + [...node.data.slice(0, at)].length;
    n += [...walk.currentNode.data].length;
  }
  return n;
}

text.addEventListener('mouseup', () => {
  const s = getSelection();
  if (s.isCollapsed || !text.contains(s.anchorNode)) return;
  const r = s.getRangeAt(0);
  if (r.startContainer.nodeType !== 3 || r.endContainer.nodeType !== 3) return;
  const a = offset(r.startContainer, r.startOffset), b = offset(r.endContainer, r.endOffset), words = s.toString();
  if (b <= a || b - a >= 40) return;
  pick(null);
  startAdding(a, b, words);
});

// ---- how far one is ----

async function setState(told, quiet = false) {
  const answer = await post(address + '/state', {state: told});
  state = told;
  $('state').textContent = {'': '未核对', doing: '核对中', done: '已核对'}[told];
  if (quiet) return;
  tell(answer.told);
  following = answer.next;
  if (answer.next) $('told').firstChild.firstChild.after(' ', el('a', {href: '/review/' + answer.next}, '下一份 →'));
}

const finish = once(async () => {
  const n = rank => [...facts.values()].filter(f => f.rank === rank).length;
  if (n(0) + n(1) && !await sure(`还有存疑 ${n(0)} 条、未归类 ${n(1)} 条,仍要标为已核对?`)) return;
  await setState('done');
});

// ---- wiring ----

const touched = () => { for (const name of ['value', 'unit', 'period', 'entity', 'qualifier']) field[name].classList.toggle('touched', Boolean(now) && !now.left && field[name].value.trim() !== (now[name] || '')); };
let chosenName = '';
const nameInHand = () => metric === (now ? now.metric : '') ? (now ? now.name : '') : chosenName;
metricBox(field.metric, row => { metric = row.id; chosenName = row.name; field.metric.classList.toggle('touched', Boolean(now) && metric !== now.metric); tellLike(); },
  {unit: () => field.unit.value, kind: () => (now && !now.left ? now.kind : ''), none: true});
field.metric.addEventListener('change', () => { if (!field.metric.value.trim()) { metric = ''; chosenName = ''; } });
form.addEventListener('input', touched);
form.addEventListener('submit', e => { e.preventDefault(); save(); });
$('accept').addEventListener('click', accept);
$('wrong').addEventListener('click', wrong);
$('undo').addEventListener('click', undo);
$('done').addEventListener('click', finish);
$('add').addEventListener('click', askWords);
$('faint').addEventListener('change', e => text.classList.toggle('plain', !e.target.checked));
for (const id of ['show', 'activity']) $(id).addEventListener('change', async () => { await refill(); pick(wanted()[0]); });
settled($('find'), refill);
$('find').addEventListener('keydown', async e => {
  if (!['Enter', 'ArrowDown', 'Escape'].includes(e.key)) return;
  e.preventDefault();
  if (e.key === 'Escape') $('find').value = '';
  await refill();
  $('find').blur();
  pick(wanted()[0]);
});
$('help').addEventListener('click', () => $('keys').showModal());
const seek = () => showOriginal(address, now, $('original'));
const picture = () => { const box = $('original'); if (!box) return; const open = box.hidden; box.hidden = !open; text.hidden = open; if (open) seek(); };
if ($('picture')) $('picture').addEventListener('click', picture);

const on = $('keys-on');
on.checked = localStorage.getItem('brigade.keys') !== 'off';
on.addEventListener('change', () => localStorage.setItem('brigade.keys', on.checked ? 'on' : 'off'));
const focus = name => () => { field[name].focus(); field[name].select?.(); };
const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), n: () => open(1), b: () => open(-1),
  a: accept, x: wrong, z: undo, i: askWords, d: finish, m: focus('metric'), v: focus('value'), u: focus('unit'), t: focus('period'), o: focus('entity'),
  l: () => { $('teach').checked = !$('teach').checked; }, p: () => $('picture') && picture(), '/': () => $('find').focus(), g: () => { if (following) location = '/review/' + following; else tell('先标为核对完成,再到下一份。'); }, '?': () => $('keys').showModal(),
};
addEventListener('keydown', e => {
  if (e.key === 'Escape' && (form.contains(e.target) || adding) && !document.querySelector('dialog[open]')) { e.target.blur(); getSelection().removeAllRanges(); stopAdding(); pick(now && !now.left ? now : wanted()[0]); return; }
  if (!on.checked || e.ctrlKey || e.altKey || e.metaKey || document.querySelector('dialog[open]')) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) && e.target.type !== 'checkbox') return;
  if (e.key.startsWith('Arrow') && (e.target === text || $('original')?.contains(e.target))) return;
  const deed = KEYS[e.key.length === 1 ? e.key.toLowerCase() : e.key];
  if (!deed) return;
  e.preventDefault();
  deed();
});

// ---- what was changed ----

let lines = null;
$('history').addEventListener('toggle', () => {
  if (!$('history').open) return;
  if (lines) { lines.setData(); return; }
  lines = grid($('lines'), {
    url: '/journal/rows', name: '这份报告的更正记录', height: '40vh', empty: '这份报告还没有更正。', asked: () => ({report: shown.id}),
    columns: [
      {title: '编号', field: 'id', width: 70}, {title: '时间', field: 'at', width: 140}, {title: '操作人', field: 'who', width: 90},
      {title: '内容', field: 'told', minWidth: 240, widthGrow: 3}, {title: '理由', field: 'why', minWidth: 90},
      {title: '状态', field: 'holds', width: 90, formatter: c => c.getValue() ? '有效' : '已撤销'},
      {title: '操作', field: 'turn', width: 80, formatter: c => el('button', {type: 'button', className: 'small light', textContent: c.getData().holds ? '撤销' : '重做', onclick: async () => {
        const r = c.getData();
        const answer = await post('/journal/turn', r.holds ? {number: r.id} : {number: r.id, redo: 1});
        await took({reshaped: true});
        tell(answer.told);
        lines.setData();
      }})},
    ],
  });
});
