// 指标目录: all metrics at once; searching and filtering is done here.
import {ask, el} from './base.js';
import {localGrid, settled} from './grid.js';

const filter = document.getElementById('filter'), box = document.getElementById('metrics'), count = document.getElementById('count');

const table = localGrid(box, {
  height: 'max(20rem, calc(100vh - 16rem))', data: (await ask('/metrics/catalogue/rows')).rows, name: '指标目录', empty: '没有这样的指标,请换一个词,或把活动类型改为“全部”。',
  columns: [
    {title: '指标', field: 'name', minWidth: 160, widthGrow: 2, headerSort: true, formatter: cell => el('a', {href: '/metrics/catalogue/' + cell.getData().id}, cell.getValue())},
    {title: '活动类型', field: 'activity', width: 130, headerSort: true},
    {title: '单位', field: 'unit', width: 74, headerSort: true},
    {title: '库中次数', field: 'figures', width: 100, hozAlign: 'right', headerSort: true, sorter: 'number', headerSortStartingDir: 'desc'},
    {title: '大队数', field: 'brigades', width: 90, hozAlign: 'right', headerSort: true, sorter: 'number', headerSortStartingDir: 'desc'},
    {title: '例句', field: 'example', minWidth: 200, widthGrow: 4},
  ],
});
function filtered() {
  const {words, activity, found} = Object.fromEntries(new FormData(filter)), asked = (words || '').trim();
  table.setFilter(row => (!asked || [row.name, row.unit, row.example].some(text => text.includes(asked))) && (!activity || row.activity === activity) && (!found || row.figures > 0));
}
table.on('dataFiltered', (_, rows) => { count.textContent = `共 ${rows.length} 个指标`; box.dataset.total = rows.length; });
table.on('tableBuilt', filtered);
filter.addEventListener('submit', e => { e.preventDefault(); filtered(); });
for (const field of [filter.elements.activity, filter.elements.found]) field.addEventListener('change', filtered);
settled(filter.elements.words, filtered);
