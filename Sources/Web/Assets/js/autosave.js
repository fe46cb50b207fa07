// Saves a form a moment after each change. Offline, the latest state waits in localStorage and goes out once the
// network is back; a page opened again offers what was never sent. The form's own buttons do the same without scripts.

const pause = 800;
const retryFirst = 5_000;
const retryMost = 60_000;

/** The form as plain values: repeated names become arrays; hidden service fields and files stay out. */
function answersOf(form) {
  const answers = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || name === "idempotencyKey" || name === "csrf") continue;
    if (!(name in answers)) answers[name] = value;
    else if (Array.isArray(answers[name])) answers[name].push(value);
    else answers[name] = [answers[name], value];
  }
  return answers;
}

const isService = (field) => !field.name || ["hidden", "file", "password", "submit"].includes(field.type);

/** Puts kept values back into a form: ticks, choices and texts; fields the kept form did not have stay as they are. */
function restore(form, { answers = {}, names = [] }) {
  for (const field of form.elements) {
    if (isService(field) || !names.includes(field.name)) continue;
    const kept = [answers[field.name] ?? []].flat();
    if (field.type === "radio" || field.type === "checkbox") field.checked = kept.includes(field.value);
    else field.value = kept[0] ?? "";
  }
}

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null; // private windows may forbid it; saving over the network still works
  }
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.method = (form.dataset.autosaveMethod ?? "POST").toUpperCase();
    this.key = `autosave:${form.dataset.autosaveKey ?? location.pathname + this.url}`;
    this.version = form.dataset.autosaveVersion;
    this.status = form.querySelector("[data-autosave-status]");
    this.wait = retryFirst;
    this.changes = 0;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => this.handOver());
    addEventListener("online", () => this.dirty && this.save());
    addEventListener("pagehide", () => this.dirty && this.keep());
    this.recover();
  }

  say(state) {
    if (!this.status) return;
    const words = this.form.dataset;
    this.status.dataset.state = state === "failed" ? "unsaved" : state;
    this.status.textContent = (state === "failed" ? words.failed ?? words.unsaved : words[state]) ?? "";
  }

  changed() {
    this.dirty = true;
    this.changes += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  /** The form is being sent in full: nothing is left to save, and nothing may overtake it. */
  handOver() {
    clearTimeout(this.timer);
    if (navigator.onLine) this.forget();
    else this.keep();
    this.dirty = false;
    this.handedOver = true;
  }

  keep() {
    try {
      const names = [...new Set([...this.form.elements].filter((field) => !isService(field)).map((field) => field.name))];
      storage()?.setItem(this.key, JSON.stringify({ answers: answersOf(this.form), names, version: this.version }));
    } catch {
      // a full store is no reason to disturb anyone: the network copy is the one that counts
    }
  }

  forget() {
    storage()?.removeItem(this.key);
  }

  recover() {
    let kept = null;
    try {
      kept = JSON.parse(storage()?.getItem(this.key) ?? "null");
    } catch {
      this.forget();
    }
    // Another version means the station has moved on; the kept text must not overwrite what is newer.
    if (!kept || kept.version !== this.version) return this.forget();
    restore(this.form, kept);
    this.changed();
  }

  request() {
    const headers = { Accept: "application/json" };
    if (this.version) headers["If-Match"] = this.version;
    if (this.method === "PUT") {
      headers["Content-Type"] = "application/json";
      return { method: "PUT", headers, body: JSON.stringify({ answers: answersOf(this.form) }) };
    }
    const texts = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    return { method: "POST", headers, body: new URLSearchParams(texts) };
  }

  async save() {
    clearTimeout(this.timer);
    if (this.saving || this.handedOver || !this.dirty) return;
    this.saving = true;
    const sent = this.changes;
    this.say("saving");
    try {
      const reply = await fetch(this.url, { ...this.request(), credentials: "same-origin" });
      // A redirect leads to the sign-in page: it answers 200, but nothing was saved.
      const status = reply.redirected ? 401 : reply.status;
      if (!reply.ok || reply.redirected) throw Object.assign(new Error(`status ${status}`), { status });
      this.version = reply.headers.get("ETag") ?? this.version;
      this.wait = retryFirst;
      if (sent === this.changes) {
        this.dirty = false;
        this.forget();
        this.say("saved");
      }
    } catch (error) {
      this.keep();
      // Signed out, stale or refused: trying again cannot help, the form's own button shows the reason.
      const hopeless = error.status >= 400 && error.status < 500 && error.status !== 429;
      this.say(hopeless ? "failed" : "unsaved");
      if (!hopeless) {
        this.timer = setTimeout(() => this.save(), this.wait);
        this.wait = Math.min(this.wait * 2, retryMost);
      }
    } finally {
      this.saving = false;
    }
    if (this.dirty && sent !== this.changes) this.timer = setTimeout(() => this.save(), pause);
  }
}

/** A number or a tick takes back “don't know” and “not applicable”; choosing one of those clears the rest. */
function keepOneAnswer(form) {
  const specials = [...form.querySelectorAll('input[type="radio"][name="special"]')];
  if (specials.length === 0) return;
  const others = [...form.querySelectorAll('input[type="checkbox"], [data-answer]')];
  for (const special of specials) {
    special.addEventListener("change", () => {
      for (const other of others) {
        if (other.type === "checkbox") other.checked = false;
        else other.value = "";
      }
    });
  }
  for (const other of others) {
    other.addEventListener("input", () => {
      if (other.type === "checkbox" ? !other.checked : other.value.trim() === "") return;
      for (const special of specials) special.checked = false;
    });
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  new Autosave(form);
  keepOneAnswer(form);
}
