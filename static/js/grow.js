// A field grows with its words where the stylesheet alone cannot make it.
const GROWING = ".field textarea, .form-row textarea:not(.prose-editor > textarea)";

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}

if (!CSS.supports("field-sizing", "content")) {
  document.querySelectorAll(GROWING).forEach(grow);
  addEventListener("input", ({ target }) => {
    if (target.matches?.(GROWING)) grow(target);
  });
}
