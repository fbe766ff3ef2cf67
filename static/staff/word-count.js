// The count under an editor follows what is typed; the server wrote the first one.
function wordsIn(text) {
  return text.split(/\s+/).filter((run) => /[\p{L}\p{N}_]/u.test(run)).length;
}

function recount(editor) {
  const box = editor.querySelector("[role=textbox]");
  const count = editor.nextElementSibling?.querySelector("[data-word-count]");
  if (box && count) count.textContent = wordsIn(box.innerText);
}

function editorAround({ target }) {
  const element = target instanceof Element ? target : target.parentElement;
  return element?.closest(".editor");
}

new MutationObserver((changes) => {
  const changed = new Set(changes.map(editorAround).filter(Boolean));
  changed.forEach(recount);
}).observe(document.documentElement, { characterData: true, childList: true, subtree: true });
