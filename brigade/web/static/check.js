// 查错: the findings beside the draft, one in hand; each is ignored with a reason, mended where the mend is certain, or looked into.
import {ask, el, post, tell} from './base.js';

const $ = id => document.getElementById(id);
const shown = JSON.parse($('shown').textContent), address = '/check/' + shown.draft, text = $('text');
let rows = shown.rows, now = null;

function wanted() {
  const show = $('show').value, level = $('level').value;
  return rows.filter(r => (!level || r.severity === level) && (show === 'all' || (show === 'open' && !r.answer) || (show === 'answered' && r.answer) || (show === 'mend' && r.mend && !r.answer)));
}

function card(r) {
  const buttons = el('div', {className: 'row'});
  if (r.answer) buttons.append(el('span', {className: 'quiet'}, '已忽略 · ' + r.answer), el('button', {type: 'button', className: 'small light', textContent: '取消忽略', onclick: () => withdraw(r)}));
  else {
    if (r.mend) buttons.append(el('button', {type: 'button', className: 'small', ariaPressed: String(r.taken), textContent: r.taken ? `已采纳:改为“${r.mend}”,点此不采纳` : `采纳:改为“${r.mend}”`, onclick: () => mend(r)}));
    buttons.append(el('button', {type: 'button', className: 'small light', textContent: '忽略……', onclick: () => ignore(r)}));
  }
  buttons.append(el('button', {type: 'button', className: 'small light', textContent: '往期和台账', onclick: () => beside(r)}));
  const li = el('li', {className: [r.severity, r.answer ? 'answered' : '', now === r.n ? 'on' : ''].filter(Boolean).join(' ')},
    el('h2', {}, el('span', {className: 'word'}, r.word), ' ' + r.title), el('p', {}, r.message), el('p', {className: 'quiet'}, r.hint), buttons, el('div', {className: 'beside', hidden: true}));
  li.id = 'n' + r.n;
  li.addEventListener('click', e => { if (!e.target.closest('button, a')) pick(r.n); });
  return li;
}

function fill() {
  const some = wanted();
  $('findings').replaceChildren(...some.map(card));
  if (!some.length) $('findings').append(el('li', {className: 'info'}, $('show').value === 'open' ? '没有未处理的问题。' : '没有这样的结果。'));
  $('count').textContent = `${some.length} 条`;
  $('taken').textContent = rows.filter(r => r.taken && !r.answer).length;
  $('mended').hidden = !rows.some(r => r.taken);
  const open = new Set(rows.filter(r => !r.answer).flatMap(r => r.spans));
  for (const mark of text.querySelectorAll('mark')) mark.classList.toggle('settled', !open.has(Number(mark.id.slice(1))));
}

function pick(n) {
  now = n;
  for (const e of document.querySelectorAll('.on')) e.classList.remove('on');
  const r = rows.find(x => x.n === n);
  if (!r) return;
  $('n' + n)?.classList.add('on');
  $('n' + n)?.scrollIntoView({block: 'nearest'});
  for (const at of r.spans) $('m' + at)?.classList.add('on');
  const mark = r.at >= 0 && $('m' + r.at);
  if (mark) {
    const top = mark.getBoundingClientRect().top - text.getBoundingClientRect().top;
    if (top < 20 || top > text.clientHeight - 60) text.scrollTop += top - text.clientHeight / 3;
  }
}

function step(by) {
  const some = wanted();
  if (!some.length) return;
  const at = some.findIndex(r => r.n === now), next = at >= 0 ? some[at + by] : some.find(r => r.n > (now ?? -1)) || some[0];
  if (next) pick(next.n);
}

async function took(answer, r) {
  rows = answer.rows;
  $('summary').textContent = answer.counts;
  const before = now;
  fill();
  if (r && wanted().some(x => x.n === before)) pick(before); else { now = r ? r.n : null; step(1); }
}

const current = () => rows.find(r => r.n === now);

function ignore(r) {
  const dialog = $('ignore'), form = dialog.querySelector('form');
  $('ignore-what').textContent = `${r.title}:${r.message}`;
  form.elements.reason.value = '';
  form.elements.scope.value = 'once';
  dialog.returnValue = '';
  dialog.querySelector('button[value=no]').onclick = () => dialog.close('no');
  dialog.addEventListener('close', async () => {
    if (dialog.returnValue !== 'yes') return;
    await took(await post(address + '/answer', {n: r.n, scope: form.elements.scope.value, reason: form.elements.reason.value}), r);
    tell('已忽略。下一稿中也不再提示;要恢复,把“显示”改为“已忽略的”。');
  }, {once: true});
  dialog.showModal();
  form.elements.reason.focus();
}

async function withdraw(r) {
  await took(await post(address + '/answer', {n: r.n, withdraw: 1}), r);
  tell('已取消忽略。');
}

async function mend(r) {
  await took(await post(address + '/mend', r.taken ? {n: r.n, off: 1} : {n: r.n}), r);
  tell(r.taken ? '不采纳这一处。' : '已采纳,下载修订稿时写入;在 Word 中还可以逐处接受或拒绝。');
}

async function beside(r) {
  pick(r.n);
  const box = $('n' + r.n).querySelector('.beside');
  if (!box.hidden) { box.hidden = true; return; }
  const told = await ask(`${address}/beside?n=${r.n}`);
  box.replaceChildren();
  const line = (cells, head) => el('tr', {}, ...cells.map(c => el(head ? 'th' : 'td', {}, c)));
  if (told.ledger.length) box.append(el('h3', {}, '台账'), el('table', {className: 'plain'}, el('tbody', {}, ...told.ledger.map(e => line([e.name, e.shown, e.where])))));
  if (told.earlier.length) box.append(el('h3', {}, '本大队各期报告'), el('table', {className: 'plain'}, el('thead', {}, line(['期间', '指标', '数值', '原句'], true)), el('tbody', {},
    ...told.earlier.map(e => line([e.period || '未识别', e.name, e.shown + (e.doubt ? '?' : ''), el('a', {href: `/review/${e.report}#f${e.start}`}, e.sentence.slice(0, 60))])))));
  if (!box.children.length) box.append(el('p', {className: 'quiet'}, !told.asked ? '这一条与指标无关,没有可对照的数字。' : told.brigade ? '库中和台账中都没有这项数字。' : '没有认出是哪个大队,不能对照往期;请在“检查下一稿”中写明大队。'));
  box.hidden = false;
}

text.addEventListener('click', e => {
  const mark = e.target.closest('mark');
  if (!mark) return;
  const at = Number(mark.id.slice(1)), here = rows.filter(r => r.spans.includes(at));
  if (!here.length) return;
  const next = here[(here.findIndex(r => r.n === now) + 1) % here.length];
  if (!wanted().includes(next)) { $('show').value = 'all'; $('level').value = ''; fill(); }
  pick(next.n);
});
for (const id of ['show', 'level']) $(id).addEventListener('change', () => { fill(); now = null; step(1); });
$('help').addEventListener('click', () => $('keys').showModal());
const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), '?': () => $('keys').showModal(),
  i: () => current() && !current().answer && ignore(current()), f: () => current() && current().mend && !current().answer && mend(current()),
  h: () => current() && beside(current()), z: () => current() && current().answer && withdraw(current()),
};
addEventListener('keydown', e => {
  if (e.ctrlKey || e.altKey || e.metaKey || document.querySelector('dialog[open]') || /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) return;
  if (e.key.startsWith('Arrow') && e.target === text) return;
  const deed = KEYS[e.key.length === 1 ? e.key.toLowerCase() : e.key];
  if (!deed) return;
  e.preventDefault();
  deed();
});
fill();
step(1);
