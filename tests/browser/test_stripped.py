"""A phone of 2015 knows none of the newer rules; reading and answering work without them."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.looking import cut_off
from tests.browser.sights import Look
from tests.browser.states import STATES
from tests.browser.states.survey import WORDS

pytestmark = pytest.mark.browser

# What Safari 15.6 or Chrome 99 does not know: rules by their name, selectors and values by words.
NEWER_RULES = re.compile(
    r"@(container|starting-style|view-transition|scope|property|position-try)\b"
    r"|@supports[^{]*(container|:has|nesting|text-wrap|field-sizing|view-transition|popover)"
)
NEWER_SELECTORS = re.compile(r":has\(|:popover-open|::view-transition|:user-(in)?valid|&")
NEWER_VALUES = re.compile(
    r"(^|;|\{)\s*(text-wrap|field-sizing|container|container-type|container-name|view-transition-name"
    r"|interpolate-size|anchor-name|position-anchor|scrollbar-gutter|animation-timeline"
    r"|transition-behavior|text-box|hyphenate-limit-chars)\s*:"
    r"|color-mix\(|light-dark\(|oklch\(|\blinear\(|\d(dvh|svh|lvh|cqi|cqw)\b"
)
COMMENT = re.compile(r"/\*.*?\*/", re.S)


def stripped(css: str) -> str:
    """The style sheet as such a browser understands it."""
    kept = ""
    for head, body in rules(COMMENT.sub("", css)):
        if NEWER_RULES.match(head) or NEWER_SELECTORS.search(head):
            continue
        if body is None:
            kept += f"{head};\n"
        elif head.startswith(("@layer", "@media", "@supports")):
            kept += f"{head} {{\n{stripped(body)}}}\n"
        else:
            kept += f"{head} {{{';'.join(filter(is_known, declarations(body)))}}}\n"
    return kept


def rules(css: str) -> list[tuple[str, str | None]]:
    """Each rule's head and what stands between its braces, or None for one without."""
    found: list[tuple[str, str | None]] = []
    start = depth = opened = 0
    for at, letter in enumerate(css):
        if letter == "{":
            depth += 1
            opened = at if depth == 1 else opened
        elif letter == "}":
            depth -= 1
            if depth == 0:
                found.append((css[start:opened].strip(), css[opened + 1 : at]))
                start = at + 1
        elif letter == ";" and depth == 0:
            found.append((css[start:at].strip(), None))
            start = at + 1
    return found


def declarations(body: str) -> list[str]:
    return [declaration for declaration in body.split(";") if declaration.strip()]


def is_known(declaration: str) -> bool:
    return not NEWER_VALUES.search(declaration)


def serve_stripped(page: Page) -> list[str]:
    served: list[str] = []

    def answer(route: Route) -> None:
        response = route.fetch()
        served.append(stripped(response.text()))
        route.fulfill(response=response, body=served[-1])

    page.route("**/css/site*.css", answer)
    return served


def test_one_reads_and_answers_without_the_newer_rules(look: Look) -> None:
    landing = next(state for state in STATES if state.name == "landing")
    with look(landing, "vi", 320, "light") as visit:
        served = serve_stripped(visit.page)
        visit.page.reload()
        assert served
        assert not NEWER_VALUES.search(served[0])
        assert cut_off(visit.page) == []
        for address in ("events/", "what-we-heard/", "branches/", "survey/"):
            visit.public(address)
            assert cut_off(visit.page) == []
        visit.words.fill(WORDS)
        visit.send()
        expect(visit.page.get_by_role("heading", level=1)).to_contain_text("Cảm ơn quý vị")
        assert cut_off(visit.page) == []


def test_what_is_stripped() -> None:
    css = """@layer a, b;
    @layer a { .x { color: red; text-wrap: balance; width: 50% }
      @container (min-width: 9em) { .x { color: blue } }
      .y:has(p) { color: blue } }
    @media (min-width: 9em) { .z { background: color-mix(in srgb, red, blue) } }"""
    assert re.sub(r"\s+", " ", stripped(css)).strip() == (
        "@layer a, b; @layer a { .x { color: red; width: 50% } } @media (min-width: 9em) { .z {} }"
    )
