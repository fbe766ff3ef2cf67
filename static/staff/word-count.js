// The count under an editor follows what is typed; the server wrote the first one.
function wordsIn(text) {
  return text.split(/\s+/).filter((run) => /[\p{L}\p{N}_]/u.test(run)).length;
}

function recount(editor) {
  const box = editor.querySelector("[role=textbox]");
  const count = editor.nextElementSibling?.querySelector("[data-word-count]");
  if (box && count) count.textContent = wordsIn(box.innerText);
}

for (const editor of document.querySelectorAll(".editor")) {
  const watcher = new MutationObserver(() => recount(editor));
  watcher.observe(editor, { characterData: true, childList: true, subtree: true });
}
