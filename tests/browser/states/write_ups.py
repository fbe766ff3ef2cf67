"""A branch's write-up behind its link, in each of its conditions."""

from collections.abc import Callable
from functools import partial
from typing import Any
from unittest.mock import patch

from django.db import OperationalError
from playwright.sync_api import expect

from blog import write_up_services as services
from engagement.core.models import User
from outreach.models import Event, EventReport
from outreach.report_pictures import shown_pictures
from outreach.services import mark_sent, revoke_link, send_back
from tests.builders import make_event, make_post
from tests.photographs import make_photograph
from tests.writing_up import HEARD, address

from .state import LINK, State, Visit
from .worlds import LONG_WORD

FORM, SENT, CLOSED = (f"blog/write_up/{name}.html" for name in ("form", "sent", "closed"))
write_up = partial(State, who=LINK)


def asked(**fields: Any) -> EventReport:
    """Of a branch of its own, so that no other write-up of the same post is met."""
    event = make_event("Market", days=-3, kind=Event.objects.all()[0].kind)
    by = User.objects.order_by("pk")[0]
    report = services.ask_for_write_up(make_post(published_at=None), event.branch, event, by, "en")
    EventReport.objects.filter(pk=report.pk).update(**fields)
    report.refresh_from_db()
    return report


def sent() -> EventReport:
    report = asked(heard=HEARD, our_reading=HEARD, attended=300, engaged=64)
    mark_sent(report)
    return report


def returned() -> EventReport:
    report = sent()
    send_back(report.pk, "What will you do about the shade?")
    return report


def withdrawn() -> EventReport:
    report = sent()
    revoke_link(report.pk)
    return report


def illustrated() -> EventReport:
    report = asked(heard=HEARD)
    report.pictures.add(make_photograph())
    assert shown_pictures(report)
    return report


def opened(make: Callable[[], EventReport]) -> Callable[[Visit], EventReport]:
    def reach(visit: Visit) -> EventReport:
        report = make()
        visit.page.goto(address(report, visit.language))
        return report

    return reach


def send_nothing(visit: Visit) -> None:
    opened(asked)(visit)
    visit.send()
    expect(visit.page.get_by_role("alert")).to_be_visible()


def keep_long_words(visit: Visit) -> None:
    opened(asked)(visit)
    visit.words.fill(f"{LONG_WORD} {HEARD}\n" * 20)
    visit.save("main [name=keep]")


def send_words(visit: Visit) -> None:
    opened(asked)(visit)
    visit.words.fill(HEARD)
    visit.send()


def send_without_script(visit: Visit) -> None:
    """The script would keep the page where it is."""
    opened(asked)(visit)
    visit.words.fill(HEARD)
    with visit.page.expect_navigation():
        visit.page.locator("main form").first.evaluate(
            "form => HTMLFormElement.prototype.submit.call(form)"
        )


def send_beside_other_words(visit: Visit) -> None:
    report = opened(asked)(visit)
    EventReport.objects.filter(pk=report.pk).update(heard="Hers", version=7, state="begun")
    visit.words.fill(HEARD)
    visit.save("main [name=keep]")


def send_to_a_sent_one(visit: Visit) -> None:
    report = opened(asked)(visit)
    EventReport.objects.filter(pk=report.pk).update(heard="Hers")
    mark_sent(EventReport.objects.get(pk=report.pk))
    visit.words.fill(HEARD)
    visit.save("main [name=keep]")


STATES: list[State] = [
    write_up("write-up asked for", FORM, opened(asked)),
    write_up("write-up with pictures", FORM, opened(illustrated)),
    write_up("write-up sent back", FORM, opened(returned)),
    write_up("write-up sent empty", FORM, send_nothing),
    write_up("write-up kept for later", FORM, keep_long_words),
    write_up("write-up beside other words", FORM, send_beside_other_words),
    write_up("write-up sent", SENT, opened(sent)),
    write_up("write-up just sent", SENT, send_words),
    write_up("write-up sent meanwhile", SENT, send_to_a_sent_one),
    write_up("write-up withdrawn", CLOSED, opened(withdrawn)),
    write_up(
        "write-up mistyped",
        CLOSED,
        lambda visit: visit.page.goto(f"/admin/write-up/no-such-key/?language={visit.language}"),
    ),
    write_up(
        "write-up while the database is away",
        "blog/write_up/try_again.html",
        send_without_script,
        meanwhile=lambda: patch("blog.write_up_views.keep", side_effect=OperationalError),
    ),
]
