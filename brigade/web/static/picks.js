// Choosing several of a list by search: chips for what was chosen, and a combobox (WAI-ARIA pattern) that stays open while one chooses.
import {el} from './base.js';

const MANY = 60;

// Whether the characters of a word stand in a text in order (2023上半年 in 2023年上半年); what contains it as it is comes first, then what
// holds them closest together: 22上 is rather 2022年上半年 than 2023年上半年.
function likeness(word, text) {
  if (!word) return 1;
  if (text.includes(word)) return text.startsWith(word) ? 4 : 3;
  let closest = Infinity;
  for (let first = text.indexOf(word[0]); first >= 0; first = text.indexOf(word[0], first + 1)) {
    let at = first - 1;
    for (const c of word) if ((at = text.indexOf(c, at + 1)) < 0) break;
    if (at >= 0) closest = Math.min(closest, at - first);
  }
  return closest < Infinity ? 2 + 1 / (2 + closest) : 0;
}

// `box` holds a label, ul.chips and an input.  `options` are {key, name, small, also}, `also` other words for the same; `changed()` is called when another choice was made.
// `free(word)` makes an option of a word that fits none, or gives null.
export function picks(box, changed, free = () => null) {
  const field = box.querySelector('input'), chips = box.querySelector('.chips'), what = box.querySelector('label').textContent;
  const list = el('ul', {className: 'choices', hidden: true, id: field.id + '-list'}), hint = field.placeholder;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', what);
  list.setAttribute('aria-multiselectable', 'true');
  field.after(list);
  for (const [k, v] of Object.entries({role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id, autocomplete: 'off'})) field.setAttribute(k, v);
  let options = [], chosen = [], shown = [], at = -1;

  const named = key => options.find(o => o.key === key) || free(key.slice(key.indexOf(':') + 1)) || {key, name: key.slice(key.indexOf(':') + 1)};
  function close() { list.hidden = true; field.setAttribute('aria-expanded', 'false'); field.removeAttribute('aria-activedescendant'); at = -1; }
  function point(n) {
    if (!shown.length) return;
    at = (n + shown.length) % shown.length;
    [...list.children].forEach((li, i) => li.classList.toggle('at', i === at));
    list.children[at].scrollIntoView({block: 'nearest'});
    field.setAttribute('aria-activedescendant', list.children[at].id);
  }
  function open(keep = -1) {
    const word = field.value.trim();
    shown = options.map(o => [likeness(word, o.name) || ((o.small && o.small.includes(word)) || (o.also || []).includes(word) ? 1.5 : (o.also || []).some(a => a.includes(word)) ? 1 : 0), o]).filter(([n]) => n)
      .sort((a, b) => b[0] - a[0]).slice(0, MANY).map(([, o]) => o);
    const own = word && !shown.some(o => o.name === word) ? free(word) : null;
    if (own) shown.push(own);
    list.replaceChildren(...shown.map((o, n) => {
      const on = chosen.includes(o.key), li = el('li', {id: `${list.id}-${n}`}, el('span', {}, (on ? '✓ ' : '') + o.name), o.small ? el('small', {}, o.small) : null);
      li.setAttribute('role', 'option');
      li.setAttribute('aria-selected', String(on));
      li.addEventListener('mousedown', e => { e.preventDefault(); toggle(o.key, n); });
      return li;
    }));
    if (!shown.length && options.length) {
      const none = el('li', {className: 'none'}, `没有相符的${what}`);
      none.setAttribute('role', 'option');
      none.setAttribute('aria-disabled', 'true');
      list.append(none);
    }
    list.hidden = !list.children.length;
    field.setAttribute('aria-expanded', String(!list.hidden));
    if (keep >= 0) point(Math.min(keep, shown.length - 1)); else if (word && shown.length) point(0); else at = -1;
  }
  function toggle(key, n) {
    chosen = chosen.includes(key) ? chosen.filter(k => k !== key) : [...chosen, key];
    const searched = field.value !== '';
    field.value = '';
    draw();
    open(searched ? -1 : n);
    changed();
  }
  function drop(key) {
    chosen = chosen.filter(k => k !== key);
    draw();
    field.focus();
    close();
    changed();
  }
  function draw() {
    chips.replaceChildren(...chosen.map(key => {
      const {name} = named(key);
      return el('li', {className: 'chip'}, name, el('button', {type: 'button', className: 'off', textContent: '×', ariaLabel: `去掉 ${name}`, onclick: () => drop(key)}));
    }));
    chips.hidden = !chosen.length;
    field.placeholder = chosen.length ? '再加' : hint;
  }
  field.addEventListener('input', () => open());
  field.addEventListener('focus', () => open());
  field.addEventListener('click', () => { if (list.hidden) open(); });
  field.addEventListener('blur', () => { field.value = ''; close(); });
  field.addEventListener('keydown', e => {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { e.preventDefault(); if (list.hidden) open(); else point(at + (e.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1)); }
    else if (e.key === 'Enter' && !list.hidden && at >= 0) { e.preventDefault(); toggle(shown[at].key, at); }
    else if (e.key === 'Enter') { e.preventDefault(); field.form.requestSubmit(); }
    else if (e.key === 'Escape' && !list.hidden) { e.stopPropagation(); e.preventDefault(); close(); }
    else if (e.key === 'Backspace' && !field.value && chosen.length) { chosen = chosen.slice(0, -1); draw(); open(); changed(); }
  });
  box.addEventListener('click', e => { if (e.target === box || e.target === chips) field.focus(); });
  return {
    offer: told => { options = told; draw(); if (document.activeElement === field) open(); }, // who was quicker than the page sees them now
    get: () => [...chosen],
    set: keys => { chosen = [...keys]; draw(); },
  };
}
