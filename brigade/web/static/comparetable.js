// The table of a comparison: figures as buttons that arrow keys move between, first column and head frozen, either way round.
import {el} from './base.js';
import {localGrid} from './grid.js';

const WIDTH = 128, WIDE = 12; // pixels of a column; columns that are stretched to the width of the table; more are scrolled

export function figureOf([words, , how, change, way], spoken) {
  const b = el('button', {type: 'button', className: `figure ${how}`, tabIndex: -1, ariaLabel: spoken}, el('span', {}, words));
  if (change) b.append(el('span', {className: 'change ' + (way > 0 ? 'up' : way < 0 ? 'down' : '')}, `${way > 0 ? '▲' : way < 0 ? '▼' : ''}${change}`));
  return b;
}

// `chosen(metric, column)` is called with the numbers of the row and the column in `data` of the figure that was taken.
export function compareTable(box, data, turned, chosen) {
  const long = turned ? data.columns : data.metrics, broad = turned ? data.metrics : data.columns;
  const many = broad.length > WIDE;
  const cellAt = (r, c) => turned ? data.cells[c][r] : data.cells[r][c];
  const several = new Set(data.columns.map(c => c.period)).size > 1;
  let at = [0, 0], on = false, wanted = false; // the figure that the keyboard is at; whether its panel is open; whether it is to have the focus

  const spoken = (r, c) => {
    const metric = data.metrics[turned ? c : r], column = data.columns[turned ? r : c], [words, , , change] = cellAt(r, c);
    return `${column.brigade} ${column.when} ${metric.name} ${words}${metric.unit && !words.includes(metric.unit) ? ' ' + metric.unit : ''}${change ? `,比${data.base} ${change}` : ''}`;
  };
  const figure = c => cell => {
    const r = cell.getData().id, b = figureOf(cellAt(r, c), spoken(r, c));
    b.dataset.at = `${r},${c}`;
    if (at[0] === r && at[1] === c) { b.tabIndex = 0; b.classList.toggle('on', on); }
    b.addEventListener('click', () => { move([r, c]); chosen(turned ? c : r, turned ? r : c); });
    return b;
  };
  // What is not told stands last, whichever way round (a and b come the other way round where the order is descending).
  const sorter = c => (_, __, a, b, ___, dir) => {
    const [x, y] = [a, b].map(row => cellAt(row.getData().id, c)[1]);
    if (x === null || y === null) return x === y ? 0 : (x === null ? 1 : -1) * (dir === 'asc' ? 1 : -1);
    return x - y;
  };
  const place = column => column.place ? `第 ${column.place} 名` : '';
  const head = x => turned ? [x.name, x.unit] : [x.head, x.total ? '' : place(x)];
  const first = cell => {
    const row = long[cell.getData().id];
    const [name, under] = turned ? [row.brigade, [several ? row.when : '', place(row)].filter(Boolean).join(' · ')] : [row.name, row.unit];
    const made = el('span', {className: 'name'}, name);
    if (under) made.append(el('small', {className: turned ? 'quiet under' : 'quiet'}, ' ' + under));
    return made;
  };
  const columns = [
    {title: turned ? '大队' : '指标', field: 'name', frozen: true, width: innerWidth < 600 ? 130 : turned ? 220 : 200, headerSort: true, formatter: first, cssClass: 'first', tooltip: (_, cell) => long[cell.getData().id][turned ? 'brigade' : 'name']},
    ...broad.map((x, c) => {
      const [name, under] = head(x);
      return {title: under ? `${name}\n${under}` : name, field: 'c' + c, hozAlign: 'right', headerHozAlign: 'right', headerWordWrap: true, headerSort: true, headerSortStartingDir: 'desc', sorter: sorter(c), formatter: figure(c), tooltip: false,
        cssClass: x.total ? 'total' : '', ...(many ? {width: WIDTH} : {minWidth: 112})};
    }),
  ];
  const rows = long.map((x, id) => ({id, name: turned ? x.brigade : x.name}));
  const table = localGrid(box, {
    data: rows, columns, name: data.title, empty: '没有数字。', height: false,
    extra: {maxHeight: Math.max(innerHeight - 300, 300) + 'px', layout: many ? 'fitData' : 'fitColumns', headerSortTristate: true, keybindings: false, autoResize: !many,
      rowFormatter: row => { if (turned && long[row.getData().id].total) row.getElement().classList.add('total'); }},
  });
  const button = ([r, c]) => box.querySelector(`button.figure[data-at="${r},${c}"]`);

  function move(next) {
    const before = button(at);
    if (before) before.tabIndex = -1;
    at = next;
    const b = button(at);
    if (b) b.tabIndex = 0;
  }
  async function go(r, c) {
    move([r, c]);
    if (!button(at)) await table.scrollToRow(r, 'nearest', false).catch(() => {});
    for (let n = 0; n < 20 && !button(at); n++) await new Promise(requestAnimationFrame); // rows out of sight are drawn a little later
    move([r, c]);
    if (button(at)) { button(at).focus({preventScroll: true}); show(button(at)); }
  }
  // Scrolls until nothing of a figure lies under the frozen column or beyond an edge.
  function show(b) {
    const holder = box.querySelector('.tabulator-tableholder'), frame = holder.getBoundingClientRect(), me = b.closest('.tabulator-cell').getBoundingClientRect();
    const left = frame.left + (box.querySelector('.tabulator-cell.tabulator-frozen')?.offsetWidth || 0), right = frame.left + holder.clientWidth, bottom = frame.top + holder.clientHeight;
    if (me.left < left) holder.scrollLeft -= left - me.left; else if (me.right > right) holder.scrollLeft += me.right - right;
    if (me.top < frame.top) holder.scrollTop -= frame.top - me.top; else if (me.bottom > bottom) holder.scrollTop += me.bottom - bottom;
  }
  box.onkeydown = e => {
    const from = e.target.closest('button.figure');
    const step = {ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], Home: [0, -broad.length], End: [0, broad.length], PageDown: [10, 0], PageUp: [-10, 0]}[e.key];
    if (!from || !step) return;
    e.preventDefault();
    e.stopPropagation();
    const order = table.getRows('active').map(row => row.getData().id), [r, c] = from.dataset.at.split(',').map(Number);
    const n = Math.min(Math.max(order.indexOf(r) + step[0], 0), order.length - 1);
    go(order[n], Math.min(Math.max(c + step[1], 0), broad.length - 1));
  };
  // A table whose width changes is drawn anew, a little later.
  table.on('renderComplete', () => { if (wanted && (!document.activeElement || document.activeElement === document.body)) button(at)?.focus(); });
  box.addEventListener('focusout', e => { if (e.relatedTarget) wanted = false; });
  return {
    table,
    focus: () => { wanted = true; button(at)?.focus(); setTimeout(() => { wanted = false; }, 1500); },
    mark: now => { on = now; for (const b of box.querySelectorAll('.figure.on')) b.classList.remove('on'); if (on) button(at)?.classList.add('on'); },
  };
}

// The same as plain table, for paper.
export function paperTable(data, turned) {
  const broad = turned ? data.metrics : data.columns, long = turned ? data.columns : data.metrics;
  const name = x => turned ? x.name + (x.unit ? `(${x.unit})` : '') : x.head + (x.place ? `(第 ${x.place} 名)` : '');
  const lead = x => turned ? [x.brigade, x.when, x.place ? `第 ${x.place} 名` : ''].filter(Boolean).join(' ') : x.name + (x.unit ? `(${x.unit})` : '');
  const head = el('tr', {}, el('th', {scope: 'col'}, turned ? '大队' : '指标'), ...broad.map(x => el('th', {scope: 'col', className: 'n'}, name(x))));
  const body = long.map((x, r) => el('tr', {}, el('th', {scope: 'row'}, lead(x)), ...broad.map((_, c) => {
    const [words, , , change] = turned ? data.cells[c][r] : data.cells[r][c];
    return el('td', {className: 'n'}, words, change ? el('br') : null, change || null);
  })));
  return el('table', {className: 'plain'}, el('thead', {}, head), el('tbody', {}, ...body));
}
