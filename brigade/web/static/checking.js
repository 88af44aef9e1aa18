// Waits for the end of a check, and then shows what was found.
import {ask} from './base.js';

const draft = document.getElementById('draft').textContent, progress = document.getElementById('progress');
async function look() {
  const told = await ask(`/check/${draft}/state`);
  if (told.done) { location.reload(); return; }
  progress.textContent = `${told.step}……已用 ${told.seconds} 秒`;
  setTimeout(look, 700);
}
setTimeout(look, 400);
