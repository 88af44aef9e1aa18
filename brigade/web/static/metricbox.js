// Choosing a metric by its Chinese name: a combobox (WAI-ARIA pattern) whose list the server searches; those chosen lately come first.
import {ask, el, tell} from './base.js';

const LATELY = 'brigade.metrics', MANY = 8;
let boxes = 0;

export function lately() {
  try { return JSON.parse(localStorage.getItem(LATELY)) || []; } catch { return []; }
}

export function remember(id) {
  if (id) localStorage.setItem(LATELY, JSON.stringify([id, ...lately().filter(x => x !== id)].slice(0, MANY)));
}

// Makes a field into a chooser; `chosen({id, name, unit, activity})` is called with what was taken; `unit()` narrows the list to what may be counted so.
export function metricBox(field, chosen, {unit = () => '', kind = () => '', none = false} = {}) {
  const id = 'metrics-' + (++boxes), list = el('ul', {className: 'choices', hidden: true});
  list.id = id;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', '指标');
  field.after(list);
  for (const [k, v] of Object.entries({role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id, autocomplete: 'off'})) field.setAttribute(k, v);
  let at = -1, rows = [], asked = 0;

  function close() { list.hidden = true; field.setAttribute('aria-expanded', 'false'); field.removeAttribute('aria-activedescendant'); at = -1; }
  function point(n) {
    const items = list.children;
    if (!items.length) return;
    at = (n + items.length) % items.length;
    [...items].forEach((li, i) => li.setAttribute('aria-selected', String(i === at)));
    items[at].scrollIntoView({block: 'nearest'});
    field.setAttribute('aria-activedescendant', items[at].id);
  }
  function take(row) { field.value = row.name; close(); if (row.id) remember(row.id); chosen(row); }
  async function search() {
    const mine = ++asked;
    const query = new URLSearchParams({word: field.value.trim(), unit: unit(), kind: kind(), lately: lately().join(',')});
    const found = await ask('/metrics/search?' + query);
    if (mine !== asked || document.activeElement !== field) return;
    rows = none ? [...found.rows, {id: '', name: '不是指标', activity: '', unit: ''}] : found.rows;
    list.replaceChildren(...rows.map((row, n) => {
      const li = el('li', {id: id + '-' + n}, row.name, el('small', {}, [row.activity, row.unit].filter(Boolean).join(' · ')));
      li.setAttribute('role', 'option');
      li.setAttribute('aria-selected', 'false');
      li.addEventListener('mousedown', e => { e.preventDefault(); take(row); });
      return li;
    }));
    list.hidden = !rows.length;
    field.setAttribute('aria-expanded', String(!list.hidden));
    const word = field.value.trim();
    if (word && rows.length && rows[0].name.includes(word)) point(0);
  }
  field.addEventListener('input', search);
  field.addEventListener('focus', () => { field.select(); search(); });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', e => {
    if (list.hidden) { if (e.key === 'ArrowDown') { e.preventDefault(); search(); } return; }
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { e.preventDefault(); point(at + (e.key === 'ArrowDown' ? 1 : -1)); }
    else if (e.key === 'Enter' && at >= 0) { e.preventDefault(); e.stopPropagation(); take(rows[at]); }
    else if (e.key === 'Enter' && field.value.trim() && !rows.some(r => r.name === field.value.trim())) { e.preventDefault(); e.stopPropagation(); tell(`没有指标“${field.value.trim()}”,请用上下键从列表中选一个。`, true); }
    else if (e.key === 'Escape') { e.stopPropagation(); close(); }
  });
  return {close};
}
