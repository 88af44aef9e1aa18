// Charts of a comparison (ECharts): bars for brigades, lines for periods, each with its figures as text and as a picture to keep.
import {el} from './base.js';

const COLOURS = ['#1f4e78', '#c55a11', '#548235', '#7030a0', '#b8860b', '#00798c', '#a02b5d', '#595959'], MANY = 12, SERIES = 8;
let drawn = [];

async function library() {
  await import('./vendor/echarts.min.js');
  return globalThis.echarts;
}
export function forget() { for (const {chart} of drawn) chart.dispose(); drawn = []; }
export function resized() { for (const {chart} of drawn) chart.resize(); }

// What is drawn of a metric: names along the axis, and lines or bars of figures.
export function plan(data, m) {
  const metric = data.metrics[m], used = data.columns.map((c, n) => [c, n]).filter(([c]) => !c.total);
  const brigades = [...new Set(used.map(([c]) => c.brigade))], periods = [...new Set(used.map(([c]) => c.period))].sort((a, b) => day(a).localeCompare(day(b)));
  const when = Object.fromEntries(used.map(([c]) => [c.period, c.when])), value = (b, p) => { const hit = used.find(([c]) => c.brigade === b && c.period === p); return hit ? data.cells[m][hit[1]][1] : null; };
  const base = {title: metric.name + (metric.unit ? `(${metric.unit})` : ''), unit: metric.unit};
  if (brigades.length > 1 && (periods.length < 2 || brigades.length > SERIES)) return {...base, kind: 'bar', names: brigades, series: periods.map(p => ({name: when[p], data: brigades.map(b => value(b, p))}))};
  return {...base, kind: periods.length > 1 ? 'line' : 'bar', names: periods.map(p => when[p]), series: brigades.map(b => ({name: b, data: periods.map(p => value(b, p))}))};
}
// 2023H1, 2023Q3, 2023M05 and 2023 in the order of the calendar.
function day(period) {
  const [, year, kind, n] = /^(\d{4})(?:([HQM])(\d+))?/.exec(period) || [, period, '', ''];
  const month = {H: 6, Q: 3, M: 1}[kind] * n || 12;
  return `${year}-${String(month).padStart(2, '0')}-${kind || 'Z'}`;
}
const number = v => v === null || v === undefined ? '未提及' : v.toLocaleString('zh-CN', {maximumFractionDigits: 4});

function option(p, wide) {
  const long = p.names.length > MANY, several = p.series.length > 1;
  return {
    animation: false, color: COLOURS, backgroundColor: '#fff', textStyle: {fontFamily: getComputedStyle(document.body).fontFamily},
    title: {text: p.title, left: 8, top: 6, textStyle: {fontSize: 15, color: '#222'}},
    legend: {show: several, type: 'scroll', top: 32, left: 8, right: 8},
    tooltip: {trigger: 'axis', renderMode: 'richText', confine: true, valueFormatter: v => number(v) + (v === null || v === undefined ? '' : ' ' + p.unit)},
    aria: {enabled: true, decal: {show: several}, label: {description: spoken(p)}},
    grid: {left: 12, right: 24, top: several ? 66 : 48, bottom: long ? 44 : 12, containLabel: true},
    xAxis: {type: 'category', data: p.names, axisLabel: {interval: long ? 'auto' : 0, rotate: p.names.length > 4 ? 30 : 0, width: p.names.length > 4 ? 110 : Math.max(48, Math.floor((wide - 80) / p.names.length)), overflow: p.names.length > 4 ? 'truncate' : 'break', color: '#444'}},
    yAxis: {type: 'value', axisLabel: {color: '#444'}},
    dataZoom: p.names.length > 30 ? [{type: 'slider', height: 18, bottom: 12, brushSelect: false}] : [],
    series: p.series.map(s => ({...s, type: p.kind, barMaxWidth: 44, symbolSize: 7, label: {show: p.names.length * p.series.length <= 16, position: 'top', color: '#222', formatter: v => number(v.value)}, labelLayout: {hideOverlap: true}})),
  };
}
const spoken = p => `${p.kind === 'line' ? '折线图' : '柱状图'}:${p.title}。` + p.series.map(s => (p.series.length > 1 ? s.name + ':' : '') + s.data.slice(0, 40).map((v, n) => `${p.names[n]} ${number(v)}`).join('、')).join(';') + '。';

function keep(chart, name) {
  chart.renderToCanvas({pixelRatio: 2, backgroundColor: '#fff'}).toBlob(blob => {
    const link = el('a', {href: URL.createObjectURL(blob), download: name.replace(/[\\/:*?"<>|]/g, '_') + '.png'});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
}

// Draws the charts of these metrics (numbers of rows); `removed(m)` is called for one to be taken away.
export async function charts(box, data, metrics, removed) {
  forget();
  box.replaceChildren();
  if (!metrics.length) return;
  const echarts = await library();
  const frames = [];
  for (const m of metrics) {
    const p = plan(data, m), frame = el('div', {className: 'canvas'});
    frame.setAttribute('role', 'img');
    const head = el('tr', {}, el('th', {}, ''), ...p.series.map(s => el('th', {className: 'n', scope: 'col'}, s.name)));
    const rows = p.names.map((name, n) => el('tr', {}, el('th', {scope: 'row'}, name), ...p.series.map(s => el('td', {className: 'n'}, number(s.data[n])))));
    head.firstChild.replaceWith(el('td'));
    const text = el('details', {}, el('summary', {}, '图中数字'), el('div', {className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: p.title + '的数字'}, el('table', {className: 'plain'}, el('thead', {}, head), el('tbody', {}, ...rows))));
    const png = el('button', {type: 'button', className: 'light small', textContent: '存为图片', ariaLabel: `${p.title}存为图片`});
    const off = el('button', {type: 'button', className: 'light small', textContent: '移除', ariaLabel: `移除图表 ${p.title}`, onclick: () => removed(m)});
    box.append(el('figure', {}, frame, el('figcaption', {}, el('div', {className: 'row'}, png, off), text)));
    frames.push([p, frame, png]);
  }
  for (const [p, frame, png] of frames) { // once all are there: each takes its width from what stands beside it
    const chart = echarts.init(frame, null, {locale: 'ZH'});
    chart.setOption(option(p, frame.clientWidth));
    frame.setAttribute('aria-label', spoken(p));
    png.addEventListener('click', () => keep(chart, p.title));
    drawn.push({chart, title: p.title});
  }
}
