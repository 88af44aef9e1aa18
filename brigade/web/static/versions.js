// Which version of a report counts.
import {post, sure} from './base.js';

for (const button of document.querySelectorAll('button[data-how]')) button.addEventListener('click', async () => {
  if (button.dataset.how === 'beside' && !await sure('两份都计入对比:两份说法不一的指标会标为“不一致”。只有各报一部分数据的材料才这样做。')) return;
  const answer = await post('/import/versions/choose', {report: button.dataset.report, how: button.dataset.how});
  sessionStorage.setItem('brigade.told', answer.told);
  location.reload();
});
