// Shows the row one stands on beside the queue. Rows are moved by keys.js; without this script the first row is shown,
// and every number is a link.

const pane = document.querySelector("[data-preview]");
const queue = document.querySelector("[data-queue]");
let wanted = null;

async function show(number) {
  wanted = number;
  await new Promise((resolve) => setTimeout(resolve, 120)); // somebody who holds j down passes many rows
  if (wanted !== number) return;
  const answer = await fetch(`/desk/preview/${encodeURIComponent(number)}${location.search}`).catch(() => null);
  if (answer?.ok && wanted === number) pane.innerHTML = await answer.text();
}

if (pane && queue) {
  new MutationObserver(() => {
    const number = queue.querySelector("[data-current]")?.dataset.number;
    if (number && number !== wanted) show(number);
  }).observe(queue, { subtree: true, attributes: true, attributeFilter: ["data-current"] });
}
