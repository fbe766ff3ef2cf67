// Remembers the language a reader chooses, in their own browser; only "/" and "/s/" read it.
document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-language]");
  if (!choice) return;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `language=${choice.dataset.language}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
});

// Without a connection a page of ours stands in the place of the browser's. Fetched last of all.
if ("serviceWorker" in navigator) {
  addEventListener("load", () => setTimeout(() => navigator.serviceWorker.register("/sw.js"), 2000));
}
