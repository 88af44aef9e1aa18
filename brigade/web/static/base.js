// What every tab needs: asking the server, telling the person, the name of who is at work, and "are you sure".
export const token = document.querySelector('meta[name=token]').content;
const told = document.getElementById('told');

// Shows a sentence where screen readers read it out; `bad` for one of an error.
export function tell(message, bad = false) {
  told.replaceChildren();
  if (!message) return;
  const p = document.createElement('p');
  p.textContent = message;
  p.className = bad ? 'bad' : '';
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'plain close';
  close.textContent = '关闭';
  close.addEventListener('click', () => told.replaceChildren());
  p.append(' ', close);
  told.append(p);
}

// An answer of the server; what it refuses is told and thrown as an Error that has been told already.
export async function ask(url, options = {}) {
  let answer, body;
  try {
    answer = await fetch(url, {...options, headers: {'X-Token': token, ...(options.headers || {})}});
    body = await answer.json();
  } catch {
    throw refused('与服务的联系中断,没有完成,请稍后再试。');
  }
  if (answer.ok) return body;
  if (body.kind === 'who' && await tellName()) return ask(url, options);
  if (body.kind === 'login') location.assign('/login?next=' + encodeURIComponent(location.pathname + location.search));
  throw refused(body.error || '没有完成。');
}

function refused(message) {
  tell(message, true);
  const error = new Error(message);
  error.told = true;
  return error;
}

export function post(url, fields = {}) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) for (const one of [value].flat()) if (one !== undefined && one !== null) form.append(key, one);
  return ask(url, {method: 'POST', body: form});
}

// Opens a dialog; true where it was agreed to.
function agreed(dialog) {
  return new Promise(done => {
    dialog.returnValue = '';
    dialog.querySelector('button[value=no]').onclick = () => dialog.close('no');
    dialog.addEventListener('close', () => done(dialog.returnValue === 'yes'), {once: true});
    dialog.showModal();
  });
}

export function sure(question) {
  const dialog = document.getElementById('sure');
  dialog.querySelector('p').textContent = question;
  return agreed(dialog);
}

// Asks who is at work; true where a name was told.
export async function tellName() {
  const dialog = document.getElementById('name'), me = document.querySelector('#me span');
  if (!await agreed(dialog)) return false;
  const answer = await post('/me', {who: dialog.querySelector('input').value});
  me.textContent = answer.who;
  return true;
}

// A sentence that an action left for the page it leads to.
const before = sessionStorage.getItem('brigade.told');
if (before) { sessionStorage.removeItem('brigade.told'); tell(before); }

document.getElementById('me')?.addEventListener('click', tellName);
for (const form of document.querySelectorAll('form[data-sure]')) form.addEventListener('submit', async e => {
  e.preventDefault();
  if (await sure(form.dataset.sure)) form.submit();
});
// Nobody is to see an error of ours twice, nor in English.
addEventListener('unhandledrejection', e => { if (e.reason && e.reason.told) e.preventDefault(); });

// Makes elements: el('a', {href: '/'}, 'text', child).
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key in made && key !== 'list') made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter(c => c !== null && c !== undefined));
  return made;
}
