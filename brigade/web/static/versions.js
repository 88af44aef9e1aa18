// Which version of a report counts.
import {post} from './base.js';

for (const button of document.querySelectorAll('button[data-how]')) button.addEventListener('click', async () => {
  const answer = await post('/import/versions/choose', {report: button.dataset.report, how: button.dataset.how});
  sessionStorage.setItem('brigade.told', answer.told);
  location.reload();
});
