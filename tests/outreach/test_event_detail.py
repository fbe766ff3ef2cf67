"""One event: everything that somebody needs in order to come."""

from datetime import UTC, datetime

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils.translation import override

from outreach.models import CODE_ALPHABET, Event
from tests.builders import make_branch, make_event, make_kind, said
from tests.pages import Page

pytestmark = pytest.mark.django_db
CHANGED = {
    "cancelled": "This event is cancelled.",
    "moved": "This event has changed. The place and time below are the new ones.",
}


def shown(client: Client, event: Event, language: str = "en") -> Page:
    response = client.get(f"/{language}/events/{event.slug}/")
    assert response.status_code == 200
    return Page(response)


@pytest.mark.parametrize(
    ("language", "day", "clock", "zone", "spoken"),
    [
        ("vi", "Thứ Bảy, 10 tháng 7, 2027", "10:00 sáng", "Thái Bình Dương", "tiếng Việt"),
        ("es", "Sábado, 10 de julio de 2027", "10:00 a. m.", "Pacífico", "vietnamita"),
        ("en", "Saturday, July 10, 2027", "10:00 a.m.", "Pacific Daylight Time", "Vietnamese"),
    ],
)
def test_day_time_zone_and_languages_are_words_of_the_reader(
    client: Client, language: str, day: str, clock: str, zone: str, spoken: str
) -> None:
    start = datetime(2027, 7, 10, 17, 0, tzinfo=UTC)
    page = shown(client, make_event("Fair", starts_at=start, languages_spoken=["vi"]), language)
    for words in (day, clock, zone, spoken):
        assert words in page.main.words
    moments = [element.get("datetime") for element in page.main.all("time")]
    assert moments[-3:] == [
        "2027-07-10",
        "2027-07-10T10:00:00-07:00",
        "2027-07-10T12:00:00-07:00",
    ]


def test_place_directions_branch_and_what_to_expect_are_there(client: Client) -> None:
    event = make_event(branch=make_branch("Alum Rock"), address="647 S King Rd, 95116")
    event.set_texts(accessibility={"en": "Level ground.\nSeats in the shade."})
    event.save()
    page = shown(client, event)
    assert page.one("h1").words == "Meet us at market"
    for words in ("Emma Prusch Farm Park", "647 S King Rd", "A table", "Seats in the shade."):
        assert words in page.main.words
    assert page.link("Alum Rock") == "/en/branches/alum-rock/"
    assert page.link("Directions").endswith("destination=647%20S%20King%20Rd%2C%2095116")
    assert f"/en/events/{event.slug}.ics" in page.links
    assert "/en/accessibility/" in [link.get("href") for link in page.main.all("a")]


def test_directions_without_an_address_lead_to_the_place(settings: LazySettings) -> None:
    settings.DIRECTIONS_URL = "https://maps.example.org/?q={address}"
    event = make_event(place="Café Tết & Phở", address="")
    assert (
        event.directions_url
        == "https://maps.example.org/?q=Caf%C3%A9%20T%E1%BA%BFt%20%26%20Ph%E1%BB%9F"
    )


def test_what_staff_typed_is_never_markup(client: Client) -> None:
    page = shown(client, make_event("<script>alert(1)</script>", place="<b>Park</b>"))
    assert "<script>alert" not in page.html
    assert "<b>Park</b>" in page.main.words


@pytest.mark.parametrize("language", ["vi", "es", "en"])
@pytest.mark.parametrize("status", ["cancelled", "moved"])
def test_a_change_is_said_in_the_title_and_on_the_page(
    client: Client, language: str, status: str
) -> None:
    event = make_event("Fair", status=status)
    event.set_texts(notice={"vi": "Trời mưa.", "es": "Llueve.", "en": "Rain."})
    event.save()
    page = shown(client, event, language)
    with override(language):
        word = event.get_status_display()
    assert page.title.startswith(f"{word}: Fair ({language})")
    assert said(CHANGED[status], language) in page.main.words
    assert str(event.text("notice", language)) in page.main.words


def test_an_event_as_planned_says_nothing_of_a_change(client: Client) -> None:
    event = make_event("Fair")
    event.set_texts(notice={"en": "An old notice."})
    event.save()
    page = shown(client, event)
    assert "An old notice." not in page.html
    assert page.title.startswith("Fair (en)")


@pytest.mark.parametrize("days", [7, -7])
def test_a_closed_event_has_no_page(client: Client, days: int) -> None:
    event = make_event("Parents only", days=days, is_public=False)
    for address in (f"/en/events/{event.slug}/", f"/en/events/{event.slug}.ics"):
        response = client.get(address)
        assert response.status_code == 404
        assert "Parents only" not in response.content.decode()


def test_an_event_that_does_not_exist_looks_like_a_closed_one(client: Client) -> None:
    event = make_event("Parents only", is_public=False)
    closed, unknown = (client.get(f"/vi/events/{slug}/") for slug in (event.slug, "nowhere"))
    assert closed.content == unknown.content


def test_an_untranslated_event_says_so_once_and_leads_to_its_original(client: Client) -> None:
    event = make_event("Chợ Tết", only="vi")
    page = shown(client, event, "es")
    assert page.language_of("Chợ Tết (vi)") == "vi"
    original = f"/vi/events/{event.slug}/"
    notices = [link for link in page.main.all("a") if link.get("href") == original]
    assert len(notices) == 1
    assert page.canonical == f"http://127.0.0.1:8000{original}"
    assert set(page.alternates) == {"vi", "x-default"}


def test_the_code_on_a_poster_has_no_letter_that_could_be_mistaken() -> None:
    codes = {make_event().code for _ in range(20)}
    assert len(codes) == 20
    assert all(len(code) == 6 and set(code) <= set(CODE_ALPHABET) for code in codes)
    assert not set(CODE_ALPHABET) & set("01loiIO")


@pytest.mark.parametrize(("chosen", "drawn"), [("market", "market"), ("", "board")])
def test_the_drawing_is_that_of_its_kind(client: Client, chosen: str, drawn: str) -> None:
    page = shown(client, make_event("Fair", kind=make_kind(drawing=chosen)))
    assert [image.get("src") for image in page.main.all("img")] == [f"/static/img/{drawn}.svg"]
