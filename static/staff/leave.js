// Leaving a page with unsaved words asks first. A form with `data-keep` is looked after, and the
// form of every page of one row.
const FORMS = "form[data-keep], .change-form #content-main > form";
let unsaved = false;

addEventListener("input", (event) => {
  if (event.target.closest?.(FORMS)) unsaved = true;
});

addEventListener("submit", (event) => {
  if (event.target.matches(FORMS)) unsaved = false;
});

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
