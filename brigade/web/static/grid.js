// A long table: rows come from the server a page at a time as one scrolls, sorted and filtered there (Tabulator).
import {TabulatorFull as Tabulator} from './vendor/tabulator_esm.min.js';
import {tell, token} from './base.js';

const WORDS = {'zh': {data: {loading: '正在读取……', error: '读取失败,请刷新'}}};

// `url` answers with {data, last_page, last_row}; `asked()` gives more fields of the query; `empty` says what to do where there is nothing.
export function grid(box, {url, columns, empty, name, asked = () => ({}), height = '62vh', index = 'id', counted = null, extra = {}}) {
  const table = new Tabulator(box, {
    index, height, columns, locale: 'zh', langs: WORDS, layout: 'fitColumns', placeholder: () => Object.values(clean(asked())).some(v => v && v !== 'open') ? '没有符合的。改一改搜索的字或选项看看。' : empty, sortMode: 'remote',
    progressiveLoad: 'scroll', progressiveLoadScrollMargin: 600, paginationSize: 100, ajaxURL: url, headerSortTristate: true,
    ajaxConfig: {headers: {'X-Token': token, 'Accept': 'application/json'}},
    ajaxURLGenerator: (at, _, params) => {
      const sort = params.sort && params.sort[0];
      const query = new URLSearchParams({page: params.page || 1, size: params.size || 100, ...clean(asked())});
      if (sort) { query.set('sort', sort.field); query.set('dir', sort.dir); }
      return at + '?' + query;
    },
    ajaxResponse: (_, __, answer) => { if (counted) counted(answer.last_row); box.dataset.total = answer.last_row; return answer; },
    dataLoaderError: '读取失败,请刷新',
    columnDefaults: {headerHozAlign: 'left', tooltip: true, resizable: 'header', headerSort: false},
    ...extra,
  });
  table.on('tableBuilt', () => readable(box, name));
  table.on('dataLoadError', () => tell('读取失败,请稍后刷新。', true));
  return table;
}

// A table whose rows the page has already.
export function localGrid(box, {data, columns, empty, name, height = '62vh', index = 'id', extra = {}}) {
  const table = new Tabulator(box, {
    index, height, columns, data, locale: 'zh', langs: WORDS, layout: 'fitColumns', placeholder: empty,
    columnDefaults: {headerHozAlign: 'left', tooltip: true, resizable: 'header', headerSort: false},
    ...extra,
  });
  table.on('tableBuilt', () => readable(box, name));
  return table;
}

// What a screen reader is told of the table.
function readable(box, name) {
  box.setAttribute('aria-label', name);
  const holder = box.querySelector('.tabulator-tableholder');
  holder.setAttribute('tabindex', '0');
}

export const clean = fields => Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== '' && v !== undefined && v !== null && v !== false));

// Calls `then` when one has stopped writing in a field.
export function settled(field, then, wait = 250) {
  let timer;
  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(then, wait); });
}

// Asks anew when what a form says is another thing: at once for choices, when one has stopped writing for words.
export function filtered(form, reload) {
  const said = () => new URLSearchParams(new FormData(form)).toString();
  let last = said();
  const check = () => { if (said() !== last) { last = said(); reload(); } };
  form.addEventListener('submit', e => { e.preventDefault(); check(); });
  form.addEventListener('change', check);
  for (const field of form.querySelectorAll('input[type=search]')) settled(field, check);
}
