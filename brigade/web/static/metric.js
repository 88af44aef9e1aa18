// A metric of the catalogue: what the store has found of it.
import {el} from './base.js';
import {grid, settled} from './grid.js';

const filter = document.getElementById('filter'), box = document.getElementById('facts'), count = document.getElementById('count');
const sentence = cell => { const row = cell.getData(); return el('a', {href: `/review/${row.report}#f${row.start}`}, row.sentence); };
const note = cell => { const row = cell.getData(); return el('span', {}, ...(row.doubt ? [el('span', {className: 'doubt', title: row.doubt}, '存疑')] : []), [row.doubt && ' ', row.corrected, row.note].filter(Boolean).join(' ')); };

const table = grid(box, {
  height: 'max(20rem, calc(100vh - 21rem))', url: `/metrics/catalogue/${box.dataset.metric}/rows`, name: '库中的数据', empty: '没有这样的数据。导入写到这个指标的报告后,这里会列出每一处。',
  asked: () => Object.fromEntries(new FormData(filter)), counted: n => { count.textContent = `共 ${n} 条`; },
  columns: [
    {title: '大队', field: 'brigade', minWidth: 170, widthGrow: 1, headerSort: true},
    {title: '期间', field: 'period', width: 130, headerSort: true},
    {title: '数值', field: 'value', width: 110, hozAlign: 'right', headerSort: true},
    {title: '单位', field: 'unit', width: 66},
    {title: '说法', field: 'label', minWidth: 110, widthGrow: 1, headerSort: true},
    {title: '附注', field: 'note', width: 110, formatter: note, tooltip: false},
    {title: '原句', field: 'sentence', minWidth: 220, widthGrow: 4, formatter: sentence},
  ],
});
filter.addEventListener('submit', e => { e.preventDefault(); table.setData(); });
settled(filter.elements.words, () => table.setData());
