"""Run by script/screenshots: every page in every condition, as a grid of pictures."""

import pytest
from playwright.sync_api import Page

from script.picturing.index import FOLDER
from tests.browser.sights import HEIGHTS, Look
from tests.browser.states import STATES
from tests.browser.states.state import State
from tests.browser.states.worlds import LANGUAGES

SCHEMES = ("light", "dark")
# Lazy pictures load when they come into sight.
SCROLL = """async () => {
  for (const image of document.querySelectorAll("img[loading=lazy]")) {
    image.loading = "eager";
    await image.decode().catch(() => {});
  }
}"""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    chosen = metafunc.config.getoption
    only, language = chosen("only"), chosen("language")
    wanted = [
        pytest.param(state, code, id=f"{state.name}-{code}")
        for state in STATES
        for code in LANGUAGES
        if only in state.name and language in ("", code)
    ]
    metafunc.parametrize(("state", "language"), wanted)


def test_take(look: Look, state: State, language: str, pytestconfig: pytest.Config) -> None:
    size, scheme = pytestconfig.getoption("size"), pytestconfig.getoption("scheme")
    with look(state, language, 1280, "light") as visit:
        for width in [size] if size else HEIGHTS:
            for colours in [scheme] if scheme else SCHEMES:
                take(visit.page, name_of(state, language, width, colours), width, colours)


def take(page: Page, name: str, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate(SCROLL)
    FOLDER.mkdir(parents=True, exist_ok=True)
    options = {"type": "jpeg", "quality": 70, "full_page": True, "animations": "disabled"}
    page.screenshot(path=FOLDER / name, **options)  # type: ignore[arg-type]


def name_of(state: State, language: str, width: int, scheme: str) -> str:
    return f"{state.slug}.{language}.{width}.{scheme}.jpeg"
