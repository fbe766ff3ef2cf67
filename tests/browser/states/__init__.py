"""Every page of the site in every condition: what is looked at, measured and pictured.

A new page, or a new condition of one, gets a line in the file of its subject.
"""

from . import accounts, desk, faults, pages, staff_rows, staff_work, survey, write_ups
from .state import BARE, State

# One world after the other: each is made but once.
STATES: list[State] = sorted(
    [
        *pages.STATES,
        *survey.STATES,
        *faults.STATES,
        *write_ups.STATES,
        *accounts.STATES,
        *staff_rows.STATES,
        *staff_work.STATES,
        *desk.STATES,
    ],
    key=lambda state: state.world == BARE,
)
