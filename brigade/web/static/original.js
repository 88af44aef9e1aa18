// The original page or scan beside the facts, with the figure in hand boxed; it follows the figure.
import {ask, el, tell} from './base.js';

let asked = 0;
export async function showOriginal(address, fact, box) {
  const mine = ++asked;
  box.replaceChildren(el('p', {className: 'wait'}, fact ? `正在原件中找“${fact.quote}”……` : '请先选中一条数据。'));
  if (!fact) return;
  await new Promise(done => setTimeout(done, 250));
  if (mine !== asked) return;
  let told;
  try { told = await ask(`${address}/original?start=${fact.start}&end=${fact.end}`); } catch (error) { if (mine === asked) box.replaceChildren(el('p', {className: 'wait'}, error.message)); return; }
  if (mine !== asked) return;
  if (!told.page) { box.replaceChildren(el('p', {className: 'wait'}, told.why)); return; }
  const image = el('img', {alt: `原件第 ${told.page} 页`, src: `${address}/original/${told.page}.png`}), figure = el('figure', {}, image);
  const note = told.boxes.length ? `“${fact.quote}”在原件第 ${told.page} 页` : `“${fact.quote}”在原件第 ${told.page} 页,不能确定在页中何处`;
  image.addEventListener('load', () => {
    if (mine !== asked) return;
    const scale = image.clientWidth / told.width;
    for (const [left, top, right, bottom] of told.boxes) {
      const frame = el('div', {className: 'box'});
      Object.assign(frame.style, {left: left * scale - 3 + 'px', top: top * scale - 3 + 'px', width: (right - left) * scale + 6 + 'px', height: (bottom - top) * scale + 6 + 'px'});
      figure.append(frame);
    }
    if (told.boxes.length) box.scrollTop = Math.max(0, told.boxes[0][1] * scale - box.clientHeight / 3);
  });
  box.replaceChildren(el('p', {className: 'wait', role: 'status'}, note), figure);
  box.tabIndex = 0;
}
