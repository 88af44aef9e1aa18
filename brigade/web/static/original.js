// The original page or scan beside the facts, with the figure in hand boxed.
import {ask, el, tell} from './base.js';

export async function showOriginal(address, fact, text, box) {
  if (!box.hidden || !fact) { box.hidden = true; text.hidden = false; return; }
  const told = await ask(`${address}/original?start=${fact.start}&end=${fact.end}`);
  if (!told.page) { tell(told.why, true); return; }
  const image = el('img', {alt: `原件第 ${told.page} 页`, src: `${address}/original/${told.page}.png`}), figure = el('figure', {}, image);
  image.addEventListener('load', () => {
    const scale = image.clientWidth / told.width;
    for (const [left, top, right, bottom] of told.boxes) {
      const frame = el('div', {className: 'box'});
      Object.assign(frame.style, {left: left * scale - 3 + 'px', top: top * scale - 3 + 'px', width: (right - left) * scale + 6 + 'px', height: (bottom - top) * scale + 6 + 'px'});
      figure.append(frame);
      frame.scrollIntoView({block: 'center'});
    }
    if (!told.boxes.length) tell('找到了这一页,但不能确定数字在页中的位置。');
  });
  box.replaceChildren(figure);
  box.tabIndex = 0;
  box.hidden = false;
  text.hidden = true;
}
