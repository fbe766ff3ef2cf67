// Words that are not saved yet. Leaving them asks first; they are sent only while the site answers,
// because the browser's own page about a lost connection would take their place; and whatever is
// sent is sent once. A form with `data-keep` is looked after, and the form of every page of one row.
// What came back with errors, or is carried through a sign-in (`data-unsaved`), is not saved either.
const FORMS = "form[data-keep], .change-form #content-main > form";
const LOST = document.querySelector("script[data-lost]").dataset.lost;
const LONGEST_WAIT = 10000;
const DOUBLE_CLICK = 2000;
const asking = new WeakSet();
const sentAt = new WeakMap();
let sure = null;
let unsaved = [...document.querySelectorAll(FORMS)].some(
  (form) => "unsaved" in form.dataset || form.querySelector(".errornote, .errorlist"),
);

async function siteAnswers() {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LONGEST_WAIT);
  try {
    return (await fetch("/readyz", { cache: "no-store", signal: stop.signal })).ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function say(form, button, words) {
  form.querySelector(".not-sent")?.remove();
  if (!words) return;
  const note = document.createElement("p");
  note.className = "errornote not-sent";
  note.setAttribute("role", "alert");
  (button.closest(".submit-row") || button).before(note);
  note.textContent = words;
}

async function sendIfHeard(form, button) {
  asking.add(form);
  const heard = await siteAnswers();
  asking.delete(form);
  say(form, button, heard ? "" : LOST);
  if (!heard) return;
  sure = form;
  button.click();
  sure = null;
}

function justSent(form) {
  return asking.has(form) || Date.now() - sentAt.get(form) < DOUBLE_CLICK;
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (justSent(form)) {
    event.preventDefault();
  } else if (form.matches(FORMS) && event.submitter && sure !== form) {
    event.preventDefault();
    sendIfHeard(form, event.submitter);
  } else {
    sentAt.set(form, Date.now());
    if (form.matches(FORMS)) unsaved = false;
  }
});

addEventListener("input", (event) => {
  if (event.target.closest?.(FORMS)) unsaved = true;
});

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
