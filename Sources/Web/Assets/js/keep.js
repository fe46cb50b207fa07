// Keeps what is typed into long fields for this tab: through a reload, through the other form of the page being sent,
// and through a sign-in that had run out. Nothing leaves the browser; a text that arrived is forgotten.

const PREFIX = "typed:";
const fields = [...document.querySelectorAll("form[method=post] textarea[id]")];
// By where it is sent: after a problem the page comes again under that address, and then under its own.
const action = (field) => new URL(field.form.getAttribute("action") ?? "", location.href).pathname;
const key = (field) => `${PREFIX}${action(field)}#${field.id}`;

const read = (name) => {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
};

const write = (name, entry) => {
  try {
    sessionStorage.setItem(name, JSON.stringify(entry));
  } catch {
    // A full or forbidden store costs this comfort, nothing else.
  }
};

const entries = () =>
  Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX));

// An error page or the sign-in stands between a form and its success: what was sent then did not arrive.
if (document.querySelector("[data-not-done]")) {
  for (const name of entries()) {
    const entry = read(name);
    if (entry) write(name, { ...entry, sent: false });
  }
}

for (const field of fields) {
  const entry = read(key(field));
  if (entry?.sent) sessionStorage.removeItem(key(field));
  else if (entry?.text && field.value === "") {
    field.value = entry.text;
    field.closest("details")?.setAttribute("open", "");
  }
  field.addEventListener("input", () => write(key(field), { text: field.value, sent: false }));
  field.form.addEventListener("submit", () => {
    if (field.value !== "") write(key(field), { text: field.value, sent: true });
  });
}
