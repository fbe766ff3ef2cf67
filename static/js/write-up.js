// Keeps a write-up while it is typed, shows the fields of another place when they are needed,
// and asks before words that are not kept are left behind.
const form = document.getElementById("write-up");
const status = form.querySelector("[data-status]");
const PAUSE = 2000;
const STATUSES = { 200: "kept", 422: "unfinished", 409: "conflict" };
let unkept = false;
let waiting = null;
let underway = null;

function showOtherPlace() {
  const chosen = form.querySelector("[name=where]:checked");
  form.querySelector("[data-other]").hidden = !chosen || chosen.value !== "other";
}

function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 4}px`;
}

// A file is sent by a press of a button alone.
function hasPhotograph() {
  const upload = form.elements["photograph-upload"];
  return Boolean(upload) && upload.files.length > 0;
}

async function post() {
  const words = new FormData(form);
  words.append("quietly", "1");
  words.delete("photograph-upload");
  unkept = hasPhotograph();
  const answer = await fetch(form.action, { method: "POST", body: words, credentials: "same-origin" });
  if (answer.ok || answer.status === 422) {
    form.elements.version.value = (await answer.json()).version;
  } else {
    unkept = true;
  }
  return STATUSES[answer.status] || "failed";
}

async function keep() {
  waiting = null;
  const outcome = await post().catch(() => "failed");
  if (outcome === "failed") {
    unkept = true;
    later();
  }
  status.textContent = status.dataset[outcome];
  underway = null;
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
  if (event.target.tagName === "TEXTAREA") grow(event.target);
  later();
});

// What is still on its way arrives first, so that the last press is the last word.
form.addEventListener("submit", (event) => {
  clearTimeout(waiting);
  if (underway) {
    event.preventDefault();
    const button = event.submitter;
    underway.then(() => button.click());
    return;
  }
  unkept = false;
});

window.addEventListener("beforeunload", (event) => {
  if (unkept) event.preventDefault();
});

showOtherPlace();
form.querySelectorAll("textarea").forEach(grow);
