// A status that stood on the page from the start is not read out: it is put there once more.
const moved = document.getElementById("moved");
if (moved) setTimeout(() => moved.replaceChildren(...moved.childNodes), 200);
