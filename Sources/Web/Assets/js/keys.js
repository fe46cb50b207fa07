// Keys for officers. Off with <body data-keys="off"> (a setting); dead while typing and while an input method
// composes. No single key does what cannot be undone: keys only press buttons and follow links that are on the page.

const goPause = 1_200;
let goUntil = 0;

function isTyping(event) {
  if (event.isComposing || event.keyCode === 229) return true;
  const fields = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
  return event.target instanceof Element && event.target.closest(fields) !== null;
}

const rows = () => [...document.querySelectorAll("[data-queue] > *")];
const current = () => document.querySelector("[data-queue] > [data-current]");

function move(step) {
  const list = rows();
  if (list.length === 0) return;
  const at = list.indexOf(current());
  const next = list[Math.min(Math.max(at + step, 0), list.length - 1)];
  for (const row of list) row.removeAttribute("data-current");
  next.setAttribute("data-current", "");
  next.querySelector("a")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

/** The element of a key: inside the current row first, then anywhere outside the rows. */
function target(key) {
  const selector = `[data-key="${CSS.escape(key)}"]`;
  const outside = [...document.querySelectorAll(selector)].find((element) => !element.closest("[data-queue]"));
  return current()?.querySelector(selector) ?? outside;
}

function press(element) {
  if (element instanceof HTMLDetailsElement) {
    element.open = true;
    element.querySelector("select, textarea, input:not([type=hidden])")?.focus();
  } else if (element.matches("textarea, input, select")) element.focus();
  else element.click();
}

function search() {
  const field = document.querySelector("[data-search], input[type=search]");
  field?.focus();
  return Boolean(field);
}

function showKeys() {
  const dialog = document.getElementById("keys");
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return false;
  dialog.showModal();
  return true;
}

function select() {
  const box = current()?.querySelector("input[type=checkbox]");
  box?.click();
  return Boolean(box);
}

function open() {
  const link = current()?.querySelector("a[data-open], a");
  link?.click();
  return Boolean(link);
}

function act(key) {
  if (performance.now() < goUntil) {
    goUntil = 0;
    const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
    link?.click();
    return Boolean(link);
  }
  switch (key) {
    case "/": return search();
    case "?": return showKeys();
    case "g":
      goUntil = performance.now() + goPause;
      return true;
    case "j": return move(1) ?? true;
    case "k": return move(-1) ?? true;
    case "x": return select();
    default: {
      const element = target(key);
      if (element) press(element);
      return Boolean(element);
    }
  }
}

function onKey(event) {
  if (event.defaultPrevented || document.body.dataset.keys === "off" || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && event.ctrlKey && !event.isComposing) {
    const form = event.target instanceof Element && event.target.closest("form");
    if (form) {
      event.preventDefault();
      form.requestSubmit();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && isTyping(event) && !event.isComposing && event.keyCode !== 229) {
    event.target.blur(); // out of the field, so that keys work again; the text stays
    return;
  }
  if (isTyping(event)) return;
  if (event.key === "Enter") {
    // A focused link or button already answers Enter by itself.
    if (event.target === document.body && open()) event.preventDefault();
    return;
  }
  if (event.key === "Escape") {
    const back = document.querySelector("a.back");
    if (back) back.click();
    return;
  }
  if (event.key.length === 1 && act(event.key)) event.preventDefault();
}

addEventListener("keydown", onKey);

// After an act the next row is the one to go on with: one key less, and the focus is in the list again.
if (new URLSearchParams(location.search).has("done")) move(1);
