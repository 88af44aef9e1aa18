// 试一句话: Ctrl and Enter send; what was read is where one goes on reading.
const form = document.getElementById('try'), result = document.getElementById('result');
form.elements.sentence.addEventListener('keydown', e => { if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) { e.preventDefault(); form.requestSubmit(); } });
if (result) result.focus({preventScroll: true});
else form.elements.sentence.focus();
