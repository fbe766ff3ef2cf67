"""Every page in every condition can be used by everyone: axe, and nothing cut off.

Each public page is looked at once in every condition, and each staff page in one, in a language,
width and scheme by turns; `script/audit` looks at all of them.
"""

from itertools import product

import pytest

from tests.browser.looking import cut_off, faults
from tests.browser.sights import Look
from tests.browser.states import STATES
from tests.browser.states.state import PUBLIC, State

pytestmark = pytest.mark.browser

TURNS = list(product([320, 1280], ["light", "dark"], ["vi", "es", "en"]))


def sample() -> list[State]:
    """The first that shows a template of the staff's."""
    first = {state.template: state for state in reversed(STATES)}
    return [state for state in STATES if state.who == PUBLIC or state is first[state.template]]


@pytest.mark.parametrize(
    ("state", "turn"),
    [
        pytest.param(state, TURNS[number * 7 % len(TURNS)], id=state.name)
        for number, state in enumerate(sample())
    ],
)
def test_everyone_can_use(look: Look, state: State, turn: tuple) -> None:
    width, scheme, language = turn
    with look(state, language, width, scheme) as visit:
        found = faults(visit.page) + cut_off(visit.page)
    assert not found, "\n".join(found)
