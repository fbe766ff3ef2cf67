// Keeps a write-up while it is typed, shows the fields of another place when they are needed,
// and asks before words that are not kept are left behind.
const form = document.getElementById("write-up");
const status = form.querySelector("[data-status]");
const PAUSE = 2000;
const LONGEST = 20000;
const STATUSES = { 200: "kept", 422: "unfinished", 409: "conflict", 404: "ended", 410: "ended" };
let unkept = false;
let waiting = null;
let underway = null;
let pressed = false;
let leaving = false;

function showOtherPlace() {
  const chosen = form.querySelector("[name=where]:checked");
  form.querySelector("[data-other]").hidden = !chosen || chosen.value !== "other";
}

// A file is sent by a press of a button alone.
function hasPhotograph() {
  const upload = form.elements["photograph-upload"];
  return Boolean(upload) && upload.files.length > 0;
}

function patience() {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), LONGEST);
  return controller.signal;
}

async function post() {
  const words = new FormData(form);
  words.append("quietly", "1");
  words.delete("photograph-upload");
  unkept = hasPhotograph();
  const answer = await fetch(form.action, { method: "POST", body: words, signal: patience() });
  if (answer.ok || answer.status === 422) {
    form.elements.version.value = (await answer.json()).version;
  } else {
    unkept = true;
  }
  return STATUSES[answer.status] || "failed";
}

async function keep() {
  clearTimeout(waiting);
  const outcome = await post().catch(() => "failed");
  if (outcome === "failed") {
    unkept = true;
    later();
  }
  status.textContent = status.dataset[outcome];
  underway = null;
  return outcome;
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (underway) later();
    else underway = keep();
  }, PAUSE);
}

form.addEventListener("input", (event) => {
  unkept = true;
  showOtherPlace();
  later();
});

// Words arrive before their button does: without a connection the page with them stays open, and
// what was on its way already cannot come in last. A second press changes nothing.
async function press(button) {
  status.textContent = status.dataset.moment;
  if (underway) await underway;
  const outcome = unkept ? await (underway = keep()) : "kept";
  pressed = false;
  if (outcome === "failed") {
    status.textContent = status.dataset.unsent;
    status.scrollIntoView({ block: "nearest" });
  } else {
    leaving = true;
    button.click();
  }
}

form.addEventListener("submit", (event) => {
  clearTimeout(waiting);
  if (pressed) return event.preventDefault();
  if (leaving || !(unkept || underway)) {
    unkept = leaving = false;
    return;
  }
  event.preventDefault();
  pressed = true;
  press(event.submitter);
});

window.addEventListener("beforeunload", (event) => {
  if (unkept) event.preventDefault();
});

showOtherPlace();
