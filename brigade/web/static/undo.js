// Telling what was done, with a button that undoes it: the lines of the journal with these numbers, the last first.
import {el, post, tell} from './base.js';

export async function undo(numbers) {
  const told = [];
  for (const number of [...numbers].reverse()) told.push((await post('/journal/turn', {number})).told);
  tell(told.join(';'));
}

// `then` is called when it was undone.
export function tellUndoable(message, numbers, then) {
  tell(message);
  if (!numbers.length) return;
  const button = el('button', {type: 'button', className: 'small light undo', textContent: '撤销', onclick: async () => {
    button.disabled = true;
    try { await undo(numbers); then(); } catch (error) { button.disabled = false; throw error; }
  }});
  document.querySelector('#told p').append(' ', button);
}
