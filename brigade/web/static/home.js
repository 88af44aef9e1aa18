// 工作台: another period is shown as soon as it is chosen.
const form = document.getElementById('of');
if (form) form.addEventListener('change', () => form.submit());
