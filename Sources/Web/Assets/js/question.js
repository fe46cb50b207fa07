// Says at once what the question page says after saving: advice on a number or a date, a date in words, the sum of a
// table, how long a text is. Without scripts the next page says it.

const day = 86_400_000;

/** Full-width digits and a percent sign are as good, as on the server. */
const numberOf = (text) => {
  const typed = text.normalize("NFKC").replace("%", "").trim();
  return typed === "" ? NaN : Number(typed);
};

const fill = (template, values) => template.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

/** Whole days that a date counts: since it, or until it. NaN where it is none, or lies on the wrong side. */
function daysOf(words, text) {
  const ahead = (Date.parse(text) - Date.parse(words.dataset.today)) / day;
  if (words.dataset.direction === "past") return ahead > 0 ? NaN : -ahead;
  return Math.max(0, ahead);
}

function dayInWords(words, text) {
  const at = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(at)) return "";
  const date = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(at);
  const ahead = Math.round((at - Date.parse(words.dataset.today)) / day);
  const days = Math.abs(ahead);
  if (ahead === 0) return fill(words.dataset.now, { date });
  if (words.dataset.direction === "past") return ahead > 0 ? date : fill(words.dataset.past, { date, days });
  return fill(ahead > 0 ? words.dataset.left : words.dataset.over, { date, days });
}

/** Shows the advice whose bound the amount keeps; the station need not say it again. */
function showTips(form, amount) {
  const tips = [...form.querySelectorAll(".tips > .tip")];
  for (const tip of tips) {
    const { atLeast, atMost } = tip.dataset;
    tip.hidden = !(amount >= Number(atLeast ?? NaN) || amount <= Number(atMost ?? NaN));
  }
  let seen = form.querySelector('input[name="seen"]');
  if (tips.length && !seen) {
    seen = Object.assign(document.createElement("input"), { type: "hidden", name: "seen", value: "yes" });
    form.append(seen);
  }
}

function measure(form) {
  const field = form.querySelector("input[data-answer]");
  if (!field) return;
  const words = form.querySelector("[data-day]");
  const refresh = () => {
    if (words) words.textContent = dayInWords(words, field.value);
    showTips(form, words ? daysOf(words, field.value) : numberOf(field.value));
  };
  form.addEventListener("input", refresh);
  form.addEventListener("change", refresh);
  refresh();
}

/** Advice on a choice is shown by CSS; a reader who listens hears it too. */
function listen(form) {
  const said = form.querySelector("[data-tips-said]");
  if (!said || !form.querySelector(".tip--choice")) return;
  form.addEventListener("change", () => {
    const shown = [...form.querySelectorAll(".tip--choice")].filter((tip) => tip.checkVisibility?.() ?? tip.offsetParent);
    said.textContent = [...new Set(shown.map((tip) => tip.textContent))].join(" ");
  });
}

function sum(form) {
  const place = form.querySelector("[data-sum]");
  if (!place) return;
  form.addEventListener("input", () => {
    const shares = [...form.querySelectorAll("[data-share]")].map((field) => numberOf(field.value));
    const total = shares.reduce((all, share) => all + (Number.isFinite(share) ? share : 0), 0);
    place.textContent = fill(place.dataset.sum, { total: Number(total.toFixed(6)) });
    place.classList.toggle("field__error", total > 100);
  });
}

function count(form) {
  const place = form.querySelector("[data-text-limit]");
  const field = form.querySelector("textarea[data-answer]");
  if (!place || !field) return;
  const segments = new Intl.Segmenter(document.documentElement.lang, { granularity: "grapheme" });
  field.addEventListener("input", () => {
    place.textContent = fill(place.dataset.textLimit, { count: [...segments.segment(field.value)].length });
  });
}

for (const form of document.querySelectorAll("form[data-question]")) {
  measure(form);
  listen(form);
  sum(form);
  count(form);
}
