// The count under an editor follows what is typed; the server wrote the first one.
function wordsIn(text) {
  return text.split(/\s+/).filter((run) => /[\p{L}\p{N}_]/u.test(run)).length;
}

function recount(editor) {
  const count = editor.nextElementSibling?.querySelector("[data-word-count]");
  const words = String(wordsIn(editor.querySelector(".ProseMirror")?.innerText ?? ""));
  if (count && count.textContent !== words) count.textContent = words;
}

for (const editor of document.querySelectorAll(".editor")) {
  const watcher = new MutationObserver(() => {
    if (editor.querySelector(".ProseMirror")) recount(editor);
  });
  watcher.observe(editor, { characterData: true, childList: true, subtree: true });
}
