// 更正记录: the lines of the journal, filtered; each can be undone and done again.
import {el, post, tell} from './base.js';
import {filtered, grid} from './grid.js';

const filter = document.getElementById('filter'), count = document.getElementById('count');

function turnButton(cell) {
  const row = cell.getData();
  if (row.final) return '';
  return el('button', {type: 'button', className: 'small light', textContent: row.holds ? '撤销' : '重做', ariaLabel: `${row.holds ? '撤销' : '重做'}第 ${row.id} 号`,
    onclick: async () => {
      const answer = await post('/journal/turn', row.holds ? {number: row.id} : {number: row.id, redo: 1});
      tell(answer.told);
      await table.setData();
      if (document.activeElement === document.body) document.querySelector('#journal .tabulator-tableholder').focus({preventScroll: true});
    }});
}
function state(cell) {
  const row = cell.getData();
  return el('span', {className: row.holds ? (row.placeless ? 'doubt' : 'good') : 'quiet'}, row.holds ? (row.placeless ? '原句已不在' : '有效') : '已撤销');
}
function told(cell) {
  const row = cell.getData();
  return row.report ? el('a', {href: `/review/${row.report}#f${row.start}`}, row.told) : row.told;
}

const table = grid(document.getElementById('journal'), {
  url: '/journal/rows', name: '更正记录', empty: '还没有人更正过。在“核对”中改的每一处都记在这里,随时可以撤销。',
  asked: () => Object.fromEntries(new FormData(filter)), counted: n => { count.textContent = `共 ${n} 条`; },
  columns: [
    {title: '编号', field: 'id', width: 70, headerSort: true, hozAlign: 'right'},
    {title: '时间', field: 'at', width: 140, headerSort: true},
    {title: '操作人', field: 'who', width: 100, headerSort: true},
    {title: '类别', field: 'deed', width: 110},
    {title: '内容', field: 'told', minWidth: 260, widthGrow: 3, formatter: told},
    {title: '大队', field: 'brigade', minWidth: 140, headerSort: true},
    {title: '期间', field: 'period', width: 130},
    {title: '理由', field: 'why', minWidth: 100},
    {title: '状态', field: 'holds', width: 90, formatter: state, tooltip: false},
    {title: '操作', field: 'turn', width: 80, formatter: turnButton, tooltip: false},
  ],
});
filtered(filter, () => table.setData());
