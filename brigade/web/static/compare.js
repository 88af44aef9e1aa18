// 比较: what is chosen stands in the address; the table, the figure pointed at, charts, odd figures, views with names.
import {ask, el, post, sure, tell} from './base.js';
import {localGrid} from './grid.js';
import {picks} from './picks.js';
import {compareTable, figureOf, paperTable} from './comparetable.js';
import {hideCell, showCell} from './comparecell.js';
import {charts, resized} from './comparecharts.js';

const at = id => document.getElementById(id), form = at('ask'), fields = form.elements, panel = at('panel');
const LISTS = {brigade: ['brigade', 'parent'], period: ['period'], metric: ['metric', 'activity']};
const ONE = ['base', 'per', 'over', 'rank', 'turn'], TICKED = {totals: ['', '0'], reviewed: ['1', ''], difference: ['1', '']};
const boxes = {};
let data = null, shown = null, odd = null, drawn = null, asked = 0;

for (const name of Object.keys(LISTS)) boxes[name] = picks(form.querySelector(`[data-name=${name}]`), changed, name === 'period' ? word => /^\d{4}/.test(word) ? {key: 'period:' + word, name: word} : null : () => null);

// ---- the address ----

function query() {
  const out = new URLSearchParams();
  for (const box of Object.values(boxes)) for (const key of box.get()) { const cut = key.indexOf(':'); out.append(key.slice(0, cut), key.slice(cut + 1)); }
  for (const name of ONE) if (fields[name].value) out.set(name, fields[name].value);
  for (const [name, [on, off]] of Object.entries(TICKED)) { const value = fields[name].checked ? on : off; if (value) out.set(name, value); }
  if (drawn) for (const id of drawn.length ? drawn : ['0']) out.append('chart', id);
  return out;
}
function read() {
  const told = new URLSearchParams(location.search);
  for (const [name, names] of Object.entries(LISTS)) boxes[name].set(names.flatMap(n => told.getAll(n).map(v => `${n}:${n === 'period' ? words(v) : v}`)));
  for (const name of ONE) {
    const value = told.get(name) || '', select = fields[name];
    if (value && ![...select.options].some(o => o.value === value)) select.append(new Option(named(name, value), value));
    select.value = value;
  }
  for (const [name, [on, off]] of Object.entries(TICKED)) fields[name].checked = on ? told.get(name) === on : told.get(name) !== off;
  drawn = told.has('chart') ? told.getAll('chart').filter(id => id !== '0') : null;
}
const words = period => (choice.periods.find(p => p.id === period) || {name: period}).name;
const named = (name, value) => name === 'base' ? words(value) : (choice.metrics.find(m => m.id === value) || {name: '所选'}).name;

function changed() {
  const now = query().toString();
  if (now !== new URLSearchParams(location.search).toString()) history.pushState(null, '', now ? '?' + now : location.pathname);
  load();
}

// ---- what is chosen from ----

const choice = await ask('/compare/choices');
boxes.brigade.offer([...choice.parents.map(p => ({key: 'parent:' + p.name, name: `${p.name}所属`, small: `${p.count} 个大队`})), ...choice.brigades.map(b => ({key: 'brigade:' + b, name: b}))]);
boxes.period.offer(choice.periods.map(p => ({key: 'period:' + p.name, name: p.name, small: `${p.reports} 个大队`})));
boxes.metric.offer([...choice.activities.map(a => ({key: 'activity:' + a.id, name: a.name, small: '整类'})), ...choice.metrics.map(m => ({key: 'metric:' + m.id, name: m.name, small: [m.activity, m.unit].filter(Boolean).join(' · '), also: m.also}))]);
at('sums').hidden = !choice.parents.length;
fields.base.append(...choice.periods.map(p => new Option(p.name, p.id)));
fields.per.append(...choice.per.map(p => new Option(p.name, p.id)), Object.assign(document.createElement('optgroup'), {label: '除以指标'}));
fields.per.lastElementChild.append(...choice.metrics.map(m => new Option(m.name, m.id)));

// ---- asking and showing ----

const enough = now => now.has('period') || now.has('over') || (now.getAll('brigade').length === 1 && !now.has('parent'));

async function load() {
  const now = query(), mine = ++asked;
  hideCell(panel);
  for (const id of ['save', 'print']) at(id).disabled = true;
  for (const id of ['excel', 'csv']) { at(id).removeAttribute('href'); at(id).setAttribute('aria-disabled', 'true'); }
  if (!enough(now)) { data = null; at('result').hidden = true; start(now); return; }
  at('start').hidden = true;
  at('busy').textContent = '正在比较……';
  let told;
  try { told = await ask('/compare/data?' + now); } catch (e) { if (mine === asked) { data = null; at('result').hidden = true; at('busy').textContent = ''; } if (!e.told) throw e; return; }
  if (mine !== asked) return;
  data = told;
  tell('');
  at('busy').textContent = `${data.columns.length} 列、${data.metrics.length} 个指标`;
  at('result').hidden = false;
  for (const id of ['save', 'print']) at(id).disabled = false;
  for (const id of ['excel', 'csv']) { at(id).href = `/compare/${id}?${now}`; at(id).removeAttribute('aria-disabled'); }
  offer();
  draw(now);
  seen = () => oddities(now, mine);
  at('odd-count').textContent = '';
  watch.unobserve(at('strange'));
  watch.observe(at('strange'));
}
function draw(now) {
  at('title').textContent = data.title + (data.base ? `,与${data.base}相比` : '') + (data.ranked ? `,按${data.ranked}排名` : '');
  document.title = `${data.title} · 比较 · 消防总结数据`;
  at('notes').hidden = !data.notes.length;
  at('notes').querySelector('ul').replaceChildren(...data.notes.map(n => el('li', {}, n)));
  at('notes').querySelector('summary').textContent = `说明(${data.notes.length} 条)`;
  if (shown) shown.table.destroy();
  shown = compareTable(at('table'), data, now.get('turn') === 'brigade', (m, c) => open(data.metrics[m].id, data.columns[c].brigade, data.columns[c].period, () => { shown.mark(false); shown.focus(); }));
  picture();
}
async function open(metric, who, when, closed) {
  const now = query();
  now.set('at', metric); now.set('who', who); now.set('when', when); now.set('of', data.metrics.find(m => m.id === metric).unit);
  await showCell(panel, now, closed);
  shown.mark(true);
}
// The metrics of the table are those that may rank and be drawn.
function offer() {
  const rank = fields.rank.value, options = data.metrics.map(m => new Option(m.name, m.id));
  fields.rank.replaceChildren(new Option('不排名', ''), ...options.map(o => o.cloneNode(true)));
  fields.rank.value = rank;
  at('more').replaceChildren(new Option('选择指标', ''), ...options);
}
function picture() {
  const ids = drawn || data.charted, metrics = ids.map(id => data.metrics.findIndex(m => m.id === id)).filter(m => m >= 0);
  charts(at('charts'), data, metrics, m => { drawn = ids.filter(id => id !== data.metrics[m].id); keepCharts(); at('more').focus(); });
}
function keepCharts() {
  history.replaceState(null, '', '?' + query());
  for (const id of ['excel', 'csv']) at(id).href = `/compare/${id}?${query()}`;
  picture();
}
// They take a while to find: not before one looks.
let seen = null;
const watch = new IntersectionObserver(entries => { if (seen && entries.some(e => e.isIntersecting)) { const now = seen; seen = null; now(); } }, {rootMargin: '100px'});
async function oddities(now, mine) {
  if (odd) { odd.destroy(); odd = null; }
  at('odd-count').textContent = '正在查找……';
  const found = await ask('/compare/odd?' + now);
  if (mine !== asked) return;
  at('odd-count').textContent = found.rows.length ? `${found.rows.length} 个` : '没有';
  at('odd').hidden = !found.rows.length;
  if (!found.rows.length) return;
  const figure = cell => {
    const row = cell.getData(), b = figureOf([row.value, null, 'stated', '', 0], `${row.brigade} ${row.when} ${row.name} ${row.value}`);
    b.tabIndex = 0;
    b.addEventListener('click', () => open(row.metric, row.brigade, row.period, () => b.focus()));
    return b;
  };
  odd = localGrid(at('odd'), {
    data: found.rows.map((row, id) => ({id, ...row})), name: '异常数字', empty: '没有异常数字。', height: Math.min(360, 60 + found.rows.length * 34) + 'px',
    columns: [
      {title: '大队', field: 'brigade', minWidth: 150, headerSort: true}, {title: '期间', field: 'when', width: 130, headerSort: true}, {title: '指标', field: 'name', minWidth: 130, headerSort: true},
      {title: '数字', field: 'value', width: 110, hozAlign: 'right', formatter: figure, tooltip: false}, {title: '比较对象', field: 'against', width: 110}, {title: '理由', field: 'reason', minWidth: 220, widthGrow: 2},
      {title: '原句', field: 'sentence', minWidth: 220, widthGrow: 2},
    ],
  });
}

// ---- where nothing is chosen yet ----

function start(now) {
  at('busy').textContent = now.toString() ? '再选一个期间,或只选一个大队。' : '';
  const [newest] = choice.periods, usual = choice.periods.slice(0, 6).reduce((a, b) => b.reports > a.reports ? b : a, newest || {}), link = (text, fields) => el('li', {}, el('a', {href: '/compare?' + new URLSearchParams(fields)}, text));
  at('start').hidden = Boolean(now.toString());
  at('start').querySelector('ul').replaceChildren(...(newest ? [
    link(`${usual.name}各大队`, {period: usual.name}), link(`${usual.name}各大队,与上年同期相比`, {period: usual.name, base: 'year'}),
    ...(choice.brigades.length ? [link(`${choice.brigades[0]}的历次数据`, {brigade: choice.brigades[0]})] : []),
  ] : [el('li', {}, '库中还没有报告,请先', el('a', {href: '/import'}, '导入'), '。')]));
}

// ---- views ----

let kept = [];
function listViews(rows) {
  kept = rows;
  at('how-many').textContent = `(${rows.length})`;
  at('views').querySelector('ul').replaceChildren(...(rows.length ? rows.map(v => el('li', {}, el('a', {href: '/compare?' + v.query}, v.name), el('small', {className: 'quiet'}, v.who), el('button', {type: 'button', className: 'light small', textContent: '删除', ariaLabel: `删除视图 ${v.name}`, onclick: async () => {
    if (!await sure(`删除视图“${v.name}”?只删除这个名称,数据不变。`)) return;
    const answer = await post('/compare/views/remove', {view: v.id});
    tell(answer.told);
    listViews(answer.rows);
    at('views').querySelector('summary').focus();
  }}))) : [el('li', {className: 'quiet'}, '还没有。选好内容后点“保存视图”。')]));
}
at('save').addEventListener('click', () => {
  const dialog = at('naming'), field = dialog.querySelector('input');
  field.value = at('title').textContent.replace(/^对比:/, '').slice(0, 40);
  dialog.returnValue = '';
  dialog.querySelector('button[value=no]').onclick = () => dialog.close('no');
  dialog.addEventListener('close', async () => {
    if (dialog.returnValue !== 'yes') return;
    if (kept.some(v => v.name === field.value.trim()) && !await sure(`已有视图“${field.value.trim()}”,要用现在的内容替换它吗?`)) return;
    const answer = await post('/compare/views', {name: field.value, query: query()});
    tell(answer.told);
    listViews(answer.rows);
  }, {once: true});
  dialog.showModal();
  field.select();
});

// ---- paper ----

addEventListener('beforeprint', () => {
  if (!data) return;
  const day = new Date();
  at('paper').replaceChildren(el('h1', {}, at('title').textContent), el('p', {className: 'quiet'}, `制表日期:${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日`),
    paperTable(data, fields.turn.value === 'brigade'), el('p', {className: 'quiet'}, at('legend').textContent), el('ul', {}, ...data.notes.map(n => el('li', {}, n))));
  resized();
});
addEventListener('afterprint', () => { at('paper').replaceChildren(); resized(); });
at('print').addEventListener('click', () => print());
addEventListener('resize', resized);

form.addEventListener('submit', e => { e.preventDefault(); changed(); });
form.addEventListener('change', e => { if (e.target.name) changed(); });
at('more').addEventListener('change', e => {
  const id = e.target.value;
  if (id && !(drawn || data.charted).includes(id)) { drawn = [...(drawn || data.charted), id]; keepCharts(); }
  e.target.value = '';
});
addEventListener('popstate', () => { read(); load(); });
read();
listViews((await ask('/compare/views')).rows);
load();
