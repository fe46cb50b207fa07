// Shows how much of a form's files has been sent. Without this script the form is sent all the same; the browser alone
// says that it is under way.

const worthwhile = 500_000;

const size = (form) =>
  [...form.querySelectorAll("input[type=file]")]
    .flatMap((field) => [...field.files])
    .reduce((sum, file) => sum + file.size, 0);

function bar(form) {
  const progress = document.createElement("progress");
  progress.max = 100;
  progress.className = "progress";
  progress.setAttribute("aria-label", form.querySelector("input[type=file]").dataset.sending ?? "");
  form.append(progress);
  return progress;
}

// The answer is a page of ours, reached by the address it came from or shown under the form's own.
function show(request) {
  const here = new URL(location.href);
  const there = new URL(request.responseURL);
  if (request.status < 300 && there.href !== here.href) {
    location.assign(there.href);
    if (there.pathname === here.pathname && there.search === here.search) location.reload();
    return;
  }
  document.open();
  document.write(request.responseText);
  document.close();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.enctype !== "multipart/form-data" || size(form) < worthwhile) return;
  if (event.submitter?.formAction && event.submitter.hasAttribute("formaction")) return;
  event.preventDefault();
  const progress = bar(form);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (sent) => {
    if (sent.lengthComputable) progress.value = (100 * sent.loaded) / sent.total;
  });
  request.addEventListener("load", () => show(request));
  // A broken connection: the ordinary way shows what the browser has to say.
  request.addEventListener("error", () => {
    progress.remove();
    form.submit();
  });
  request.send(new FormData(form, event.submitter));
});
