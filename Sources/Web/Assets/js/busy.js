// Blocks a second press while a form is under way, and says so on the button. A repeat after a failure carries the
// same idempotency key, so the station answers it with the first outcome. Without this module forms work the same,
// except that a second press is sent (and recognised by its key).

const resetAfter = 30_000;

// randomUUID needs a secure origin; a station inside an office network may be served without one.
function freshKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (number) => number.toString(36)).join("-");
}

function rest(form) {
  delete form.dataset.underWay;
  for (const button of form.querySelectorAll("[aria-busy]")) {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
    if (button.dataset.idleText !== undefined) {
      button.textContent = button.dataset.idleText;
      delete button.dataset.idleText;
    }
  }
}

function start(form, button) {
  form.dataset.underWay = "true";
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  button.setAttribute("aria-disabled", "true");
  if (button.dataset.busy) {
    button.dataset.idleText = button.textContent;
    button.textContent = button.dataset.busy;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
  if (form.dataset.underWay) {
    event.preventDefault();
    return;
  }
  const key = form.elements.namedItem("idempotencyKey");
  if (key instanceof HTMLInputElement && !key.value) key.value = freshKey();
  start(form, event.submitter ?? form.querySelector("button:not([type=button])"));
  setTimeout(() => rest(form), resetAfter);
});

// The back key may show this page again from memory, still saying 正在提交….
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-under-way]").forEach(rest);
});

// Show the password: the button is useless without scripts, so it is hidden until now.
for (const button of document.querySelectorAll("[data-show-password]")) {
  const field = document.getElementById(button.dataset.showPassword);
  if (!(field instanceof HTMLInputElement)) continue;
  const show = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const visible = field.type === "password";
    field.type = visible ? "text" : "password";
    button.textContent = visible ? button.dataset.hide ?? show : show;
    button.setAttribute("aria-pressed", String(visible));
  });
  field.form?.addEventListener("submit", () => {
    field.type = "password";
  });
}
