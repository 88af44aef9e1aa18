// The reports to go through, those with doubts first.
import {el} from './base.js';
import {filtered, grid} from './grid.js';

const filter = document.getElementById('filter'), count = document.getElementById('count');
const number = cell => cell.getValue() ? el('span', {className: 'doubt'}, String(cell.getValue())) : '0';

// What an address asks for (/review?doubts=1&state=) is chosen already.
for (const [name, value] of new URLSearchParams(location.search)) {
  const field = filter.elements[name];
  if (field && field.type === 'checkbox') field.checked = Boolean(value); else if (field) field.value = value;
}

const table = grid(document.getElementById('reports'), {
  url: '/reports/rows', name: '报告', empty: '没有这样的报告。先在“导入”中放入报告;都核对完了,就把核对状态改为“全部”。',
  asked: () => Object.fromEntries(new FormData(filter)), counted: n => { count.textContent = `共 ${n} 份`; }, height: '74vh',
  columns: [
    {title: '大队', field: 'brigade', minWidth: 160, headerSort: true, formatter: c => c.getValue() || el('span', {className: 'doubt'}, '未识别')},
    {title: '期间', field: 'period', width: 150, headerSort: true, formatter: c => c.getValue() || el('span', {className: 'doubt'}, '未识别')},
    {title: '标题', field: 'title', minWidth: 260, widthGrow: 2, headerSort: true, formatter: c => el('a', {href: '/review/' + c.getData().id}, c.getValue())},
    {title: '文件', field: 'file', minWidth: 130},
    {title: '存疑', field: 'doubts', width: 80, hozAlign: 'right', headerSort: true, formatter: number},
    {title: '未归类', field: 'loose', width: 90, hozAlign: 'right', headerSort: true, formatter: number},
    {title: '数据', field: 'facts', width: 80, hozAlign: 'right', headerSort: true},
    {title: '核对状态', field: 'state', width: 110, headerSort: true},
    {title: '核对人', field: 'by', width: 90},
    {title: '现行', field: 'current', width: 70, formatter: c => c.getValue() ? '是' : '否'},
    {title: '导入时间', field: 'at', width: 140, headerSort: true},
  ],
});
filtered(filter, () => table.setData());
