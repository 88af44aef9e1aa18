// 经验: the list of lessons; each can be taught otherwise or forgotten, all of them given out and taken in as a file.
import {el, post, sure, tell} from './base.js';
import {grid, settled} from './grid.js';
import {metricBox} from './metricbox.js';
import {tellUndoable} from './undo.js';

const $ = id => document.getElementById(id);
const filter = $('filter'), dialog = $('other'), agree = dialog.querySelector('button[value=yes]');
let lesson = null, metric = null;

function deeds(cell) {
  const row = cell.getData();
  return el('span', {className: 'offers'},
    el('button', {type: 'button', className: 'small light', textContent: '改指标', ariaLabel: `改第 ${row.id} 号“${row.label}”的指标`, onclick: () => otherwise(row)}),
    el('button', {type: 'button', className: 'small light', textContent: '忘掉', ariaLabel: `忘掉第 ${row.id} 号“${row.label}”`, onclick: () => forget(row)}));
}
function state(cell) {
  const row = cell.getData();
  if (row.state === 'gone') return el('span', {className: 'doubt'}, '指标已取消');
  if (row.state === 'later') return el('span', {className: 'quiet'}, `以第 ${row.by} 号为准`);
  return el('span', {className: 'good'}, '有效');
}

const table = grid($('lessons'), {
  height: 'max(20rem, calc(100vh - 18rem))', url: '/metrics/lessons/rows', name: '经验', empty: '没有这样的经验。在“待定说法”中定下的、在“核对”中改指标时选“也用于同样的说法”的,都记在这里。',
  asked: () => Object.fromEntries(new FormData(filter)), counted: n => { $('count').textContent = `共 ${n} 条`; },
  columns: [
    {title: '编号', field: 'id', width: 78, hozAlign: 'right', headerSort: true},
    {title: '说法', field: 'label', minWidth: 120, widthGrow: 1, headerSort: true},
    {title: '单位', field: 'unit', width: 74, headerSort: true},
    {title: '指标', field: 'metric', minWidth: 140, widthGrow: 1},
    {title: '操作人', field: 'who', width: 96, headerSort: true},
    {title: '时间', field: 'at', width: 144, headerSort: true},
    {title: '情况', field: 'state', width: 118, formatter: state, tooltip: false},
    {title: '例句', field: 'text', minWidth: 160, widthGrow: 3},
    {title: '操作', field: 'deeds', width: 136, formatter: deeds, tooltip: false},
  ],
});
// The button that was used is made anew with its row: the table keeps the focus.
async function again() {
  await table.setData();
  if (document.activeElement === document.body) document.querySelector('#lessons .tabulator-tableholder').focus({preventScroll: true});
}
filter.addEventListener('submit', e => { e.preventDefault(); again(); });
settled(filter.elements.words, again);

async function forget(row) {
  const more = row.with ? `这条经验是第 ${row.with} 号更正带来的,更正本身不变。` : '';
  if (!await sure(`忘掉第 ${row.id} 号经验:“${row.label}”(${row.unit || '无单位'})为“${row.metric}”?库中按它归类的数据将恢复原来的归类。${more}`)) return;
  const answer = await post('/metrics/lessons/forget', {number: row.id});
  tell(answer.told);
  const button = el('button', {type: 'button', className: 'small light undo', textContent: '恢复', onclick: async () => {
    button.disabled = true;
    tell((await post('/journal/turn', {number: answer.number, redo: 1})).told);
    again();
  }});
  document.querySelector('#told p').append(' ', button);
  again();
}

function otherwise(row) {
  lesson = row;
  chosen(null);
  $('other-metric').value = '';
  $('other-label').textContent = `“${row.label}”(${row.unit || '无单位'})现在为“${row.metric}”`;
  dialog.returnValue = '';
  dialog.showModal();
}
function chosen(found) { metric = found; agree.disabled = !found; if (found) agree.focus(); }
metricBox($('other-metric'), chosen, {unit: () => lesson ? lesson.unit : '', none: true});
$('other-metric').addEventListener('input', () => chosen(null));
$('other-metric').addEventListener('keydown', e => { if (e.key === 'Enter' && !metric) e.preventDefault(); });
dialog.querySelector('button[value=no]').addEventListener('click', () => dialog.close('no'));
dialog.addEventListener('close', async () => {
  if (dialog.returnValue !== 'yes' || !metric) return;
  const answer = await post('/metrics/lessons/otherwise', {number: lesson.id, metric: metric.id});
  tellUndoable(answer.told, answer.numbers, again);
  again();
});

$('import').addEventListener('submit', async e => {
  e.preventDefault();
  const form = e.target, file = form.elements.file.files[0];
  const seen = await post('/metrics/lessons/look', {file});
  if (!seen.new) return tell(seen.told + '没有要导入的。');
  if (!await sure(seen.told + '现在导入?')) return;
  const answer = await post('/metrics/lessons/import', {file});
  tellUndoable(answer.told, answer.numbers, again);
  form.reset();
  again();
});
