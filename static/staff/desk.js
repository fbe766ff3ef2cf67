// The translator's desk by keyboard: the box for the translation has the focus as soon as it is
// there, and Ctrl (or Command) with Enter saves and opens the next text.
const form = document.querySelector("form[data-keys]");

// A rich text is written in its editor, which takes the place of a field a little later.
function box() {
  const isRich = form.querySelector("textarea[data-django-prose-editor-configurable]");
  return form.querySelector(isRich ? "[role=textbox]" : "textarea, input[type=text]");
}

function focusBox() {
  const found = box();
  if (!found) return;
  found.focus();
  waiting.disconnect();
}

const waiting = new MutationObserver(focusBox);

if (form) {
  form.querySelector(".desk__keys").hidden = false;
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.querySelector("[name=_reviewed]").click();
  });
  if (!form.querySelector("[role=alert]")) {
    waiting.observe(form, { childList: true, subtree: true });
    focusBox();
  }
}
