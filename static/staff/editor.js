// The rich text editor's box takes its name from the label of the field that it stands for.
function nameBoxes() {
  for (const box of document.querySelectorAll(".editor [role=textbox]:not([aria-label])")) {
    const label = box.closest(".editor").querySelector("textarea")?.labels[0];
    if (label) {
      box.setAttribute("aria-label", label.textContent.replace(/:\s*$/, "").trim());
      box.setAttribute("aria-multiline", "true");
    }
  }
}

new MutationObserver(nameBoxes).observe(document.documentElement, { childList: true, subtree: true });
