"""The pages as readers adapt them: a keyboard alone, wider spacing, own colours, no motion."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import cut_off
from tests.browser.sights import Look
from tests.browser.states import STATES

pytestmark = pytest.mark.browser

BY_NAME = {state.name: state for state in STATES}
See = Callable[..., AbstractContextManager[Page]]
LANGUAGES = ["vi", "es", "en"]

# By the order in which Tab comes to them; the window itself ends the round.
FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at);
  const all = [...document.querySelectorAll("*")];
  return {
    place: all.indexOf(at),
    name: `${at.tagName} ${at.textContent.trim().slice(0, 40)}`,
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      || style.boxShadow !== "none",
    inside: at.getBoundingClientRect().width > 0,
  };
}"""
FOCUSABLE = """() => [...document.querySelectorAll(
    "a[href], button, input, textarea, select, summary")].filter(one =>
  one.tabIndex >= 0 && !one.disabled && one.type !== "hidden"
  && one.checkVisibility({visibilityProperty: true})).length"""
# As WCAG 1.4.12 has it. A sheet made by a script is not refused by the page's policy.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter(one => {
  const style = getComputedStyle(one);
  const longest = list => Math.max(...list.split(",").map(parseFloat));
  return longest(style.animationDuration) > 0.01 && style.animationName !== "none"
    || longest(style.transitionDuration) > 0.01;
}).map(one => one.className || one.tagName)"""
EDGELESS = """selectors => [...document.querySelectorAll(selectors)].filter(one => {
  const style = getComputedStyle(one);
  return one.checkVisibility() && one.getBoundingClientRect().width > 1
    && !["Top", "Right", "Bottom", "Left"].some(side =>
      style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1);
}).map(one => one.className || one.tagName)"""
# How tall the letters of a line are with all their marks, against the line that holds them; drawn
# large, because the canvas rounds both halves up to a whole pixel.
CROWDED = """() => [...document.querySelectorAll("h1, h1 *, h2, h3, .button")].filter(one => {
  const style = getComputedStyle(one);
  const size = parseFloat(style.fontSize);
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.font = `${style.fontWeight} 1000px ${style.fontFamily}`;
  const ink = canvas.measureText("ẪỮỆgỵ");
  const tall = (ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent) * size / 1000;
  return tall > parseFloat(style.lineHeight) + 0.1;
}).map(one => one.className || one.tagName)"""


@pytest.fixture
def see(look: Look) -> See:
    @contextmanager
    def at(name: str, language: str = "vi", width: int = 320) -> Iterator[Page]:
        with look(BY_NAME[name], language, width, "light") as visit:
            yield visit.page

    return at


def tab_round(page: Page) -> list[dict]:
    """All that Tab comes to, until it leaves the page."""
    found: list[dict] = []
    for _press in range(200):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or (found and focused["place"] == found[0]["place"]):
            return found
        found.append(focused)
    raise AssertionError("Tab never leaves the page")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["landing", "survey"])
def test_tab_comes_to_everything_in_order_and_it_is_seen(see: See, name: str, width: int) -> None:
    with see(name, width=width) as page:
        found = tab_round(page)
        places = [focused["place"] for focused in found]
        assert places == sorted(set(places))
        assert len(found) == page.evaluate(FOCUSABLE)
        assert [focused["name"] for focused in found if not focused["seen"]] == []


def test_the_keyboard_skips_to_the_content_and_types_an_answer(see: See) -> None:
    with see("survey") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
        while page.evaluate("document.activeElement.tagName") != "TEXTAREA":
            page.keyboard.press("Tab")
        page.keyboard.type("Thêm đèn đường")
        expect(page.locator("textarea").first).to_have_value("Thêm đèn đường")


def test_the_keyboard_opens_the_menu_and_changes_the_language(see: See) -> None:
    with see("landing") as page:
        page.locator("details.menu summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('details[open]') !== null")
        page.get_by_role("link", name="Español").focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/es/$"))


def test_an_error_takes_the_focus_and_leads_to_its_field(see: See) -> None:
    with see("survey with too many words", "en") as page:
        expect(page.get_by_role("alert")).to_be_focused()
        page.get_by_role("alert").get_by_role("link").press("Enter")
        expect(page).to_have_url(re.compile("#id_question-"))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.field') !== null")


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("landing", "vi"),
        ("events", "es"),
        ("event moved", "en"),
        ("survey", "vi"),
        ("posts", "es"),
        ("post", "en"),
    ],
)
def test_wider_spacing_cuts_nothing_off(see: See, name: str, language: str) -> None:
    with see(name, language) as page:
        page.evaluate(SPACING)
        narrow = cut_off(page)
        page.set_viewport_size({"width": 1280, "height": 800})
        assert narrow + cut_off(page) == []


@pytest.mark.parametrize("name", ["landing", "events", "survey", "posts", "post"])
def test_nothing_is_cut_off_between_a_phone_and_a_desk(see: See, name: str) -> None:
    with see(name, "es", 768) as page:
        assert cut_off(page) == []


def test_nothing_moves_for_those_who_do_not_want_it(see: See) -> None:
    with see("landing") as page:
        assert page.evaluate(MOVING) == []
        page.emulate_media(reduced_motion="no-preference")
        assert page.evaluate(MOVING) != []


@pytest.mark.parametrize("name", ["landing", "survey sent empty"])
def test_edges_are_seen_in_the_reader_s_own_colours(see: See, name: str) -> None:
    with see(name) as page:
        page.emulate_media(forced_colors="active")
        edged = ".bubble, .button, main button, textarea, [role=alert]"
        assert page.locator(edged).count()
        assert page.evaluate(EDGELESS, edged) == []
        assert [one["name"] for one in tab_round(page) if not one["seen"]] == []


@pytest.mark.parametrize("name", ["landing", "survey", "post", "events"])
def test_marks_above_and_below_never_touch_another_line(see: See, name: str) -> None:
    with see(name, width=1280) as page:
        page.evaluate("document.fonts.ready")
        assert page.evaluate(CROWDED) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_foreign_words_are_marked_and_names_are_not(see: See, language: str) -> None:
    with see("branches", language) as page:
        switch = page.locator(".languages [lang]")
        assert switch.evaluate_all("all => all.map(one => one.lang)") == LANGUAGES
        assert page.locator("main [lang]").count() == 0
    with see("post in one language", language) as page:
        marked = page.locator("main article [lang=vi], main h1 [lang=vi]").count()
        assert (marked == 0) == (language == "vi")
