// Shows a page of the site's own when there is no connection. It keeps nothing that anybody reads.
const NAME = "offline-{{ version }}";
const PAGES = {{ pages|safe }};
const FILES = {{ files|safe }};

addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([...PAGES, ...FILES])));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("offline-") && name !== NAME;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

function pageFor(path) {
  return PAGES.find((page) => path.startsWith(page.slice(0, 4))) ?? PAGES[0];
}

addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== location.origin || pathname.startsWith("/admin/")) return;
  if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(() => caches.match(pageFor(pathname))));
  } else if (FILES.includes(pathname)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(event.request)));
  }
});
