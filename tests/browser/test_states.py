"""The list of states is whole: no page of the site is left unseen."""

import re

from django.conf import settings

from tests.browser.states import STATES

TEMPLATES = settings.BASE_DIR / "templates"
EXTENDS = re.compile(r"{%\s*extends\s+\"([^\"]+)\"")


def sources() -> dict[str, str]:
    files = TEMPLATES.rglob("*.html")
    return {file.relative_to(TEMPLATES).as_posix(): file.read_text() for file in files}


def reached() -> set[str]:
    """What states show, and what that extends; Django's own templates stand behind ours."""
    pages = sources()
    found: set[str] = set()
    waiting = [state.template for state in STATES]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += EXTENDS.findall(pages.get(name, ""))
    return found


def test_every_whole_page_is_reached_by_a_state() -> None:
    whole = {
        name for name, text in sources().items() if EXTENDS.search(text) or "<!doctype" in text
    }
    assert sorted(whole - reached()) == []


def test_no_two_states_have_one_name() -> None:
    slugs = [state.slug for state in STATES]
    assert sorted(slugs) == sorted(set(slugs))
