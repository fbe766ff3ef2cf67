// A button that copies the text of each [data-copied]; without scripts the text can be selected.
const words = document.querySelector("script[data-done]").dataset;

function field(holder) {
  return holder.querySelector("textarea, input");
}

function select(holder) {
  if (field(holder)) {
    field(holder).select();
  } else {
    getSelection().selectAllChildren(holder.querySelector(".copy"));
  }
}

async function copy(holder) {
  const text = field(holder)?.value ?? holder.querySelector(".copy").textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https a browser has no clipboard to write to, but still knows the old command.
    select(holder);
    document.execCommand("copy");
  }
}

for (const holder of document.querySelectorAll("[data-copied]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--other";
  button.textContent = words.label;
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await copy(holder);
    status.textContent = words.done;
  });
  holder.append(" ", button, " ", status);
}
