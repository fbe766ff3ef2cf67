"""Where to find us: the public events that lie ahead, by month."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from engagement.core import dates
from tests.builders import make_branch, make_event, said
from tests.pages import Page

pytestmark = pytest.mark.django_db
ADDRESS = "/en/events/"


def titles(page: Page) -> list[str]:
    return [e.words for e in page.main.all("a") if "/events/" in e.get("href") and "(" in e.words]


def test_events_ahead_stand_in_their_order_and_past_ones_do_not(client: Client) -> None:
    make_event("Later", days=40)
    make_event("Sooner", days=2)
    make_event("Now", days=-0.05)
    make_event("Gone", days=-3)
    assert titles(Page(client.get(ADDRESS))) == ["Now (en)", "Sooner (en)", "Later (en)"]


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_an_event_is_told_in_the_readers_language(client: Client, language: str) -> None:
    event = make_event("Park day", languages_spoken=["vi", "es"])
    page = Page(client.get(f"/{language}/events/"))
    assert page.link(f"Park day ({language})") == f"/{language}/events/{event.slug}/"
    with override(language):
        day = " ".join(dates.day_in_words(dates.local(event.starts_at).date()).split())
        spoken = dates.join_words([dates.language_name(code) for code in ("vi", "es")])
    assert day in page.main.words
    assert spoken in page.main.words
    assert "Emma Prusch Farm Park" in page.main.words


def test_events_are_grouped_by_month(client: Client) -> None:
    first = timezone.localtime().replace(day=15, hour=12) + timedelta(days=60)
    second = first + timedelta(days=31)
    for start in (first, first + timedelta(hours=3), second):
        make_event("Table", starts_at=start)
    headings = [heading.words for heading in Page(client.get(ADDRESS)).main.all("h2")]
    assert headings == [dates.month_in_words(day, "en") for day in (first, second)]


def test_the_filter_shows_one_branch_and_keeps_it_chosen(client: Client) -> None:
    here, there = make_branch("Alum Rock"), make_branch("Berryessa")
    make_event("Here", branch=here)
    make_event("There", branch=there)
    page = Page(client.get(ADDRESS, {"branch": "alum-rock"}))
    assert titles(page) == ["Here (en)"]
    assert [option.words for option in page.all("option", selected="")] == ["Alum Rock"]
    assert "Alum Rock" in page.title
    assert f"{ADDRESS}calendar.ics?branch=alum-rock" in page.links


@pytest.mark.parametrize("value", ["nowhere", "a\0b", "x" * 3000, "'; --"])
def test_an_unknown_branch_is_said_and_everything_shown(client: Client, value: str) -> None:
    make_event("Here")
    page = Page(client.get(ADDRESS, {"branch": value}))
    assert titles(page) == ["Here (en)"]
    assert page.errors_beside("branch")


@pytest.mark.parametrize("language", ["vi", "es", "en"])
@pytest.mark.parametrize(("status", "word"), [("cancelled", "Cancelled"), ("moved", "Moved")])
def test_a_change_is_said_in_the_list(
    client: Client, language: str, status: str, word: str
) -> None:
    event = make_event("Fair", status=status)
    event.set_texts(notice={"en": "Rain.", "vi": "Trời mưa.", "es": "Llueve."})
    event.save()
    page = Page(client.get(f"/{language}/events/"))
    assert str(event.text("notice", language)) in page.main.words
    with override(language):
        assert str(event.get_status_display()) in page.main.words
    if language == "en":
        assert word in page.main.words


def test_a_closed_event_is_not_announced(client: Client) -> None:
    make_event("Parents only", is_public=False)
    page = Page(client.get(ADDRESS))
    assert "Parents only" not in page.html
    assert (
        said(
            "No event is planned just now. New ones are added often, so please look again soon.",
            "en",
        )
        in page.main.words
    )


def test_without_events_the_page_offers_the_survey(client: Client) -> None:
    page = Page(client.get("/vi/events/"))
    assert "/vi/survey/" in [link.get("href") for link in page.main.all("a")]


def test_an_untranslated_title_is_marked_and_said_once(client: Client) -> None:
    make_event("Chợ Tết", only="vi")
    make_event("Lớp học", only="vi")
    page = Page(client.get(ADDRESS))
    assert page.language_of("Chợ Tết (vi)") == "vi"
    assert page.main.words.count("has not been translated yet") == 1
    assert "has not been translated" not in Page(client.get("/vi/events/")).main.words


@pytest.mark.parametrize("address", ["/en/events/", "/en/events/past/", "/en/events/calendar.ics"])
def test_a_longer_list_asks_the_database_no_more_often(client: Client, address: str) -> None:
    counts = []
    for _ in range(3):
        make_event("Ahead", only="vi", languages_spoken=["vi"])
        make_event("Gone", days=-3, only="vi")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2]
