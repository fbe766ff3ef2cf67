"""Run by script/audit: every page in every condition, language, width and scheme."""

from typing import Any

import pytest

from script.auditing.places import PAGES
from tests.browser.looking import COLOURS, LAYOUT, cut_off, faults
from tests.browser.sights import HEIGHTS, Look
from tests.browser.states import STATES
from tests.browser.states.state import State, Visit
from tests.browser.states.worlds import LANGUAGES

NARROW, WIDE = 320, 1280


def turns(number: int) -> list[bool]:
    """Contrast takes long to measure and does not differ by language: one of them by turns."""
    return [number % len(LANGUAGES) == place for place in range(len(LANGUAGES))]


@pytest.mark.parametrize(
    ("state", "language", "in_colour"),
    [
        pytest.param(state, language, turn, id=f"{state.name}-{language}")
        for number, state in enumerate(STATES)
        for language, turn in zip(LANGUAGES, turns(number), strict=True)
    ],
)
def test_everyone_can_use(look: Look, state: State, language: str, in_colour: bool) -> None:
    with look(state, language, WIDE, "light") as visit:
        keep(visit.source, f"{language}-{state.slug}")
        if in_colour:
            found = seen(visit, WIDE, "light") + seen(visit, WIDE, "dark", COLOURS)
            found += seen(visit, NARROW, "dark", COLOURS)
            found += seen(visit, NARROW, "light", COLOURS + LAYOUT)
        else:
            found = seen(visit, WIDE, "light", without=COLOURS)
            found += seen(visit, NARROW, "light", LAYOUT)
    assert not found, "\n".join(found)


def seen(visit: Visit, width: int, scheme: str, *only: Any, **without: Any) -> list[str]:
    """Without loading it again."""
    visit.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = faults(visit.page, *only, **without) + cut_off(visit.page)
    return [f"{width} px, {scheme}: {fault}" for fault in found]


def keep(source: str, name: str) -> None:
    """For test_markup.py, which reads all of them at once."""
    PAGES.mkdir(parents=True, exist_ok=True)
    (PAGES / f"{name}.html").write_text(source)
