"""What is asked of a page on the screen: axe, and whether all of it can be seen."""

import json
from collections.abc import Sequence
from functools import cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# All that a colour scheme can change.
COLOURS = ["color-contrast", "link-in-text-block"]
# And all else that the width of the window can.
LAYOUT = [
    "target-size", "scrollable-region-focusable", "page-has-heading-one",
    "heading-order", "landmark-one-main", "region", "label", "link-name", "button-name",
]  # fmt: skip

# Words are cut off by a box that hides what does not fit, and by the edge of the window where
# nothing scrolls. What is hidden from sight altogether, for screen readers, is a pixel large.
CUT_OFF = """() => {
  const name = element => element.tagName.toLowerCase() + (element.id ? "#" + element.id : "")
    + [...element.classList].map(one => "." + one).join("");
  const own = element => [...element.childNodes].some(
    node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  const hides = value => value === "hidden" || value === "clip";
  const scrolls = value => value === "auto" || value === "scroll";
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push("wider than the window");
  for (const element of document.body.querySelectorAll("*")) {
    if (!own(element) || !element.checkVisibility({visibilityProperty: true})) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || box.bottom < 0 || box.right < 0) continue;
    if (element.closest("svg, select, .visually-hidden, .skip-link")) continue;
    let reachable = false;
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      const clip = at.getBoundingClientRect();
      if (clip.width <= 1 || clip.height <= 1) { reachable = true; break; }
      if (scrolls(style.overflowX)) reachable = true;
      if (reachable) break;
      if (hides(style.overflowX) && (box.right > clip.right + 1 || box.left < clip.left - 1)
        || hides(style.overflowY) && (box.bottom > clip.bottom + 1 || box.top < clip.top - 1)
        || at === element && hides(style.overflowX) && at.scrollWidth > at.clientWidth + 1)
        found.push(`${name(element)} is cut off by ${name(at)}`);
    }
    if (!reachable && box.right > innerWidth + 1) found.push(`${name(element)} leaves the window`);
    const lines = getComputedStyle(element);
    if (hides(lines.overflowY)
      && parseFloat(lines.lineHeight) < 1.2 * parseFloat(lines.fontSize))
      found.push(`${name(element)} has no room for the marks of a letter`);
    const pressed = element.closest("button, .button, summary, [role=tab], [type=submit]");
    if (pressed && pressed.scrollWidth > pressed.clientWidth + 1 && pressed.clientWidth)
      found.push(`${name(pressed)} is too narrow for its words`);
  }
  return [...new Set(found)];
}"""


@cache
def axe() -> str:
    return Axe().axe_script


def faults(page: Page, only: Sequence[str] = (), without: Sequence[str] = ()) -> list[str]:
    """What axe finds; the page's policy refuses a script tag, so it comes by the debugger."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    options = {
        "runOnly": {"type": "rule", "values": only} if only else STANDARDS,
        "rules": {name: {"enabled": False} for name in without},
        "resultTypes": ["violations"],
    }
    run = f"axe.run({json.dumps(options)}).then(result => result.violations)"
    found = page.evaluate(run)
    return [f"{fault['id']} {node['target']}" for fault in found for node in fault["nodes"]]


def cut_off(page: Page) -> list[str]:
    return page.evaluate(CUT_OFF)
