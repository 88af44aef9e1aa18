// Where a figure of the comparison came from, in a panel beside the table.
import {ask, el} from './base.js';

function sentence(s) {
  const [before, figure, after] = s.parts;
  const line = (...parts) => { const told = parts.filter(Boolean); return told.length ? el('p', {className: 'quiet'}, told.join(' · ')) : null; };
  return el('li', {},
    el('p', {className: 'said'}, before, el('mark', {}, figure), after),
    line(s.of, s.value, s.brigade + ' ' + s.period),
    line(s.file, s.where),
    s.doubts.length ? el('p', {className: 'doubt'}, '存疑:' + s.doubts.join(';')) : null,
    s.corrected ? el('p', {}, el('strong', {}, s.corrected)) : null,
    ...s.deeds.map(deed => el('p', {className: 'quiet'}, deed)),
    el('p', {}, el('a', {href: s.link}, '到报告原处核对')));
}
function sources(told) {
  const parts = [el('ol', {className: 'sources'}, ...told.sources.map(sentence))];
  if (told.more) parts.push(el('p', {className: 'quiet'}, `还有 ${told.more} 处,见下载的 Excel“出处”表。`));
  return told.sources.length ? parts : [];
}

// Shows the panel for the figure of a query; `closed()` is called when it is put away.
export async function showCell(panel, query, closed) {
  const told = await ask('/compare/cell?' + query);
  const value = told.words + (told.unit && !told.words.includes(told.unit) && told.sources.length ? ' ' + told.unit : '');
  panel.replaceChildren(
    el('div', {className: 'row top'}, el('h3', {}, told.name), el('button', {type: 'button', className: 'light small', textContent: '关闭', onclick: close})),
    el('p', {className: 'whose'}, `${told.brigade} ${told.period}`),
    el('p', {className: 'big'}, value),
    el('p', {}, told.how + '。'),
    ...(told.reasons.length ? [el('p', {className: 'doubt'}, told.reasons.join(';'))] : []),
    ...sources(told),
    ...(told.base ? [el('h4', {}, `相比:${told.base.when} ${told.base.words}${told.base.change ? ',变化 ' + told.base.change : ''}`), el('p', {}, told.base.how + '。'), ...sources(told.base)] : []));
  panel.hidden = false;
  panel.parentElement.classList.add('open');
  panel.scrollTop = 0;
  panel.focus({preventScroll: true});
  panel.scrollIntoView({block: 'nearest'});
  panel.onkeydown = e => { if (e.key === 'Escape') { e.preventDefault(); close(); } };
  function close() { hideCell(panel); closed(); }
}

export function hideCell(panel) {
  panel.hidden = true;
  panel.parentElement.classList.remove('open');
}
