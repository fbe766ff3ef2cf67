"""The survey, from the first look to the receipt, and whatever may go wrong on the way."""

from unittest.mock import patch

from django.db import OperationalError
from playwright.sync_api import expect

from outreach.models import Event

from .state import BARE, State, Visit, public
from .worlds import LONG_WORD

WORDS = "Tôi mong khu phố có thêm cây xanh và đèn đường."


def at_event() -> str:
    return f"survey/?at={Event.objects.public().upcoming()[0].code}"


def send_nothing(visit: Visit) -> None:
    visit.public("survey/")
    visit.send()
    expect(visit.page.get_by_role("alert")).to_be_visible()


def send_too_much(visit: Visit) -> None:
    visit.public("survey/")
    visit.words.fill(f"{LONG_WORD} {WORDS}\n" * 200)
    visit.send()
    expect(visit.page.locator("textarea[aria-invalid=true]")).to_have_count(1)


def send_words(visit: Visit) -> None:
    visit.public("survey/")
    visit.words.fill(WORDS)
    visit.send()


def send_other_words(visit: Visit) -> None:
    send_words(visit)
    visit.page.go_back()
    visit.words.fill(f"{WORDS} {WORDS}")
    visit.send()
    expect(visit.page.get_by_role("alert")).to_be_visible()


STATES: list[State] = [
    public("survey", "surveys/survey_detail.html", "survey/"),
    public("survey at an event", "surveys/survey_detail.html", at_event),
    public("survey with a mistyped code", "surveys/survey_detail.html", "survey/?at=unknown"),
    State("survey sent empty", "surveys/survey_detail.html", send_nothing),
    State("survey with too many words", "surveys/survey_detail.html", send_too_much),
    State("survey sent again with changes", "surveys/survey_detail.html", send_other_words),
    State("receipt", "surveys/thanks.html", send_words),
    State(
        "survey while the database is away",
        "surveys/try_again.html",
        send_words,
        meanwhile=lambda: patch("surveys.services.keep", side_effect=OperationalError),
    ),
    public("closed survey", "surveys/survey_closed.html", "survey/library-use/"),
    public("no open survey", "surveys/none_open.html", "survey/", world=BARE),
]
