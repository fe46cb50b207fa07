// Listens for news of what the page shows and says once, quietly, that there is some. The page itself changes only when
// its reader presses; what is typed is kept by keep.js. Without this script the page is as it is until loaded again.

const region = document.querySelector("[data-live]");
let source = null;

function stop() {
  source?.close();
  source = null;
  region.removeAttribute("data-listening");
}

/** keep.js keeps what is typed as it is typed; what the server put back into a form after a problem is kept here. */
function keepTyped() {
  for (const field of document.querySelectorAll("form[method=post] textarea[id]")) {
    if (field.value !== "") field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function tell() {
  stop();
  document.removeEventListener("visibilitychange", listen);
  // An editor's preview: the page is only looked at, and comes back as the files now are.
  if (region.dataset.reloads !== undefined) return location.reload();
  region.append(region.querySelector("template").content.cloneNode(true));
  region.querySelector("a").addEventListener("click", keepTyped);
}

function over() {
  stop();
  document.removeEventListener("visibilitychange", listen);
}

/** Only a page that is looked at listens: a browser has few connections to one host. What came meanwhile is told at
 * once, because the address says since when to look. */
function listen() {
  if (document.visibilityState === "hidden") return stop();
  if (source) return;
  source = new EventSource(region.dataset.live);
  source.addEventListener("open", () => region.setAttribute("data-listening", ""));
  source.addEventListener("news", tell);
  source.addEventListener("over", over);
}

if (region) {
  document.addEventListener("visibilitychange", listen);
  // A page taken from the back-forward cache goes on listening; one that is left lets go of its connection.
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => event.persisted && !region.querySelector("a") && listen());
  listen();
}
