"""Calendar files, read as a phone would read them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils.translation import override
from icalendar import Calendar

from outreach.models import Event
from tests.builders import make_branch, make_event
from tests.pages import Page

pytestmark = pytest.mark.django_db


def fetched(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def entry(client: Client, event: Event, language: str = "en") -> Any:
    (found,) = fetched(client, f"/{language}/events/{event.slug}.ics").walk("VEVENT")
    return found


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_an_event_is_told_in_the_language_of_the_address(client: Client, language: str) -> None:
    event = make_event("Fair", address="647 S King Rd")
    item = entry(client, event, language)
    assert str(item["SUMMARY"]) == f"Fair ({language})"
    assert item["SUMMARY"].params["LANGUAGE"] == language
    assert str(item["LOCATION"]) == "Emma Prusch Farm Park, 647 S King Rd"
    assert str(item["URL"]) == f"http://127.0.0.1:8000/{language}/events/{event.slug}/"
    assert str(item["DESCRIPTION"]) == str(event.kind.text("what_to_expect", language))
    assert item["STATUS"] == "CONFIRMED"


def test_the_address_is_the_sites_own_and_not_the_requests(
    client: Client, settings: LazySettings
) -> None:
    settings.PUBLIC_URL = "https://listens.example.org"
    item = entry(client, make_event(slug="fair"))
    assert str(item["URL"]) == "https://listens.example.org/en/events/fair/"


def test_a_change_keeps_the_identity_and_raises_the_sequence(client: Client) -> None:
    event = make_event("Fair")
    before = entry(client, event)
    event.place = "Happy Hollow"
    event.slug = "other-fair"
    event.save()
    after = entry(client, event, "vi")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt
    assert str(after["LOCATION"]) == "Happy Hollow"


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_cancelled_event_stays_and_says_so_first(client: Client, language: str) -> None:
    event = make_event("Fair", status="cancelled")
    event.set_texts(notice={"vi": "Mưa", "es": "Llueve", "en": "Rain"})
    event.save()
    (item,) = fetched(client, f"/{language}/events/calendar.ics").walk("VEVENT")
    assert item["STATUS"] == "CANCELLED"
    with override(language):
        assert str(item["SUMMARY"]).startswith(str(event.get_status_display()))
    assert f"Fair ({language})" in str(item["SUMMARY"])
    assert str(item["DESCRIPTION"]).startswith(str(event.text("notice", language)))


def test_a_moved_event_says_so_and_goes_ahead(client: Client) -> None:
    item = entry(client, make_event("Fair", status="moved"))
    assert str(item["SUMMARY"]) == "Moved: Fair (en)"
    assert item["STATUS"] == "CONFIRMED"


def test_commas_semicolons_newlines_and_long_lines_come_through(client: Client) -> None:
    words = "Bàn, ghế; bóng mát\\n.\nVào cửa tự do\r\n" + "Tiếng Việt đọc được, " * 20
    event = make_event("Chợ, hội; và “bạn bè” " + "ơ" * 60, place="A, B; C\\D")
    event.set_texts(what_to_expect={"en": words})
    event.save()
    content = client.get(f"/en/events/{event.slug}.ics").content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    for line in content.split(b"\r\n"):
        line.decode()
    item = entry(client, event)
    assert str(item["DESCRIPTION"]) == words.replace("\r\n", "\n")
    assert str(item["LOCATION"]) == "A, B; C\\D"
    assert str(item["SUMMARY"]) == str(event.text("title", "en"))


def test_a_title_cannot_smuggle_in_another_property(client: Client) -> None:
    event = make_event("Fair\r\nATTACH:https://elsewhere.example/x")
    item = entry(client, event)
    assert "ATTACH" not in item


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 10, 31, 17, 0, tzinfo=UTC),
        datetime(2026, 11, 1, 18, 0, tzinfo=UTC),
        datetime(2027, 3, 13, 18, 0, tzinfo=UTC),
        datetime(2027, 3, 14, 17, 0, tzinfo=UTC),
    ],
)
def test_times_are_right_on_both_sides_of_a_change_of_clocks(
    client: Client, start: datetime
) -> None:
    event = make_event(starts_at=start)
    content = client.get(f"/en/events/{event.slug}.ics").content.decode()
    assert f"DTSTART:{start:%Y%m%dT%H%M%S}Z" in content
    item = entry(client, event)
    assert item["DTSTART"].dt == start
    assert item["DTEND"].dt == start + timedelta(hours=2)
    page = Page(client.get(f"/en/events/{event.slug}/"))
    assert "10:00 a.m. – 12:00 p.m." in page.main.words


def test_the_calendar_holds_what_lies_ahead_and_the_last_months(client: Client) -> None:
    for title, days in [("Ahead", 300), ("Lately", -80), ("Long ago", -100)]:
        make_event(title, days=days)
    items = fetched(client, "/en/events/calendar.ics").walk("VEVENT")
    assert [str(item["SUMMARY"]) for item in items] == ["Lately (en)", "Ahead (en)"]


def test_the_calendar_of_a_branch_holds_its_events_and_bears_its_name(client: Client) -> None:
    make_event("Here", branch=make_branch("Alum Rock"))
    make_event("There")
    calendar = fetched(client, "/vi/events/calendar.ics?branch=alum-rock")
    assert [str(item["SUMMARY"]) for item in calendar.walk("VEVENT")] == ["Here (vi)"]
    assert str(calendar["X-WR-CALNAME"]) == "Alum Rock"


def test_a_closed_event_is_in_no_calendar(client: Client) -> None:
    branch = make_branch("Alum Rock")
    make_event("Parents only", is_public=False, branch=branch)
    for query in ("", "?branch=alum-rock"):
        content = client.get(f"/en/events/calendar.ics{query}").content.decode()
        assert "VEVENT" not in content
        assert "Parents only" not in content


def test_an_event_that_becomes_closed_leaves_the_calendar(client: Client) -> None:
    event = make_event("Fair")
    event.is_public = False
    event.save()
    assert b"Fair" not in client.get("/en/events/calendar.ics").content


def test_whoever_subscribed_to_a_branch_keeps_its_calendar_when_its_address_changes(
    client: Client,
) -> None:
    branch = make_branch("Alum Rock")
    make_event("Here", branch=branch)
    branch.slug = "roberto-cruz-alum-rock"
    branch.save()
    calendar = fetched(client, "/vi/events/calendar.ics?branch=alum-rock")
    assert [str(event["summary"]) for event in calendar.events] == ["Here (vi)"]
    page = client.get("/vi/events/?branch=alum-rock")
    assert page.context["branch"] == branch
    assert client.get("/vi/events/calendar.ics?branch=never-there").status_code == 404
    assert client.get("/vi/events/calendar.ics?branch=%00").status_code == 404
