// At one ticket: keeps what is typed on the server, so that it survives a closed tab and another machine; says who else
// is here. Without this script a button keeps the text, and the page says who was here when it was loaded.

const presence = document.querySelector("[data-presence]");
const saving = 800;
const sign = 20_000;
let writtenAt = 0;

function keep(field) {
  const body = new URLSearchParams({ text: field.value });
  return fetch(field.dataset.draft, { method: "POST", headers: { accept: "application/json" }, body, keepalive: true })
    .then((answer) => {
      field.dataset.kept = answer.ok ? "yes" : "no";
    })
    .catch(() => {
      field.dataset.kept = "no";
    });
}

for (const field of document.querySelectorAll("[data-draft]")) {
  let timer = 0;
  field.addEventListener("input", () => {
    if (performance.now() - writtenAt > sign) {
      writtenAt = performance.now();
      enter();
    }
    writtenAt = performance.now();
    clearTimeout(timer);
    timer = setTimeout(() => keep(field), saving);
  });
  field.form.addEventListener("submit", () => clearTimeout(timer));
}

async function enter() {
  if (!presence || document.visibilityState === "hidden") return;
  const writing = writtenAt > 0 && performance.now() - writtenAt < 2 * sign;
  const body = new URLSearchParams({ writing: String(writing) });
  const answer = await fetch(presence.dataset.presence, { method: "POST", body }).catch(() => null);
  if (!answer?.ok) return;
  presence.textContent = (await answer.json()).text;
  presence.hidden = presence.textContent === "";
}

if (presence) {
  enter();
  setInterval(enter, sign);
  document.addEventListener("visibilitychange", enter);
}

// An address may name the fold or form it wants: `?open=transfer`.
const fold = new URLSearchParams(location.search).get("open");
const wanted = fold && document.querySelector(`[data-fold="${CSS.escape(fold)}"]`);
if (wanted) {
  if (wanted instanceof HTMLDetailsElement) wanted.open = true;
  wanted.querySelector("select, textarea")?.focus();
}

// A kept text goes in where the page stands, so that files already chosen stay chosen. What the station does not take is
// sent again as the form would, which shows why.
for (const button of document.querySelectorAll("button[name=insert]")) {
  button.addEventListener("click", async (event) => {
    if (button.dataset.refused) return;
    event.preventDefault();
    const form = button.form;
    const field = form.elements.namedItem("text");
    const block = form.elements.namedItem("block");
    if (block.value.trim() === "") {
      block.focus();
      return;
    }
    const body = new URLSearchParams({ text: field.value, block: block.value, insert: "1" });
    const headers = { accept: "application/json" };
    const answer = await fetch(button.formAction, { method: "POST", headers, body }).catch(() => null);
    if (!answer?.ok) {
      button.dataset.refused = "yes";
      button.click();
      return;
    }
    field.value = (await answer.json()).text;
    block.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
