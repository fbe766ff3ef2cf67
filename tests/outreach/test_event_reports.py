from datetime import timedelta

import pytest
from django.utils import timezone

from outreach.models import Event, EventReport
from tests.builders import make_event, make_report

pytestmark = pytest.mark.django_db


def test_an_event_is_without_a_write_up_until_one_is_sent() -> None:
    bare, closed = make_event(days=-3), make_event(days=-4, is_public=False)
    asked, sent = make_event(days=-5), make_event(days=-6)
    make_report(event=asked)
    make_report(event=sent, state="sent")
    make_event(days=2)
    make_event(days=-0.01)
    make_event(days=-7, status="cancelled")
    assert list(Event.objects.without_write_up()) == [bare, closed, asked]


def test_what_is_waited_for_is_sorted_by_when_its_link_ends() -> None:
    today = timezone.localdate()
    ends = {"soon": 1, "ended": -1, "later": 9}
    for place, days in ends.items():
        make_report(place=place, link_until=today + timedelta(days=days))
    make_report(place="returned", state="returned", link_until=today + timedelta(days=5))
    make_report(place="sent", state="sent")
    waiting = list(EventReport.objects.waiting())
    assert [report.place for report in waiting] == ["ended", "soon", "returned", "later"]
    assert [report.link_opens for report in waiting] == [False, True, True, True]
    assert [report.link_ends_soon for report in waiting] == [False, True, False, False]
    assert EventReport.objects.sent().get().place == "sent"


def test_a_deleted_event_leaves_its_write_up() -> None:
    event = make_event(days=-3)
    report = make_report(event=event, heard="Trees")
    event.delete()
    report.refresh_from_db()
    assert (report.event, report.place, report.heard) == (None, "Emma Prusch Farm Park", "Trees")
