"""Where we have been: past public events, the last one first."""

import pytest
from django.test import Client

from outreach import views
from tests.builders import make_branch, make_event, make_kind
from tests.pages import Page

pytestmark = pytest.mark.django_db
ADDRESS = "/en/events/past/"


def titles(page: Page) -> list[str]:
    return [e.words for e in page.main.all("a") if "/events/" in e.get("href") and "(" in e.words]


def test_past_events_stand_newest_first_and_coming_ones_do_not(client: Client) -> None:
    make_event("Long ago", days=-400)
    make_event("Lately", days=-3)
    make_event("Now", days=-0.05)
    make_event("Ahead", days=3)
    make_event("Parents only", days=-4, is_public=False)
    assert titles(Page(client.get(ADDRESS))) == ["Lately (en)", "Long ago (en)"]


def test_the_filter_shows_one_branch(client: Client) -> None:
    make_event("Here", days=-3, branch=make_branch("Alum Rock"))
    make_event("There", days=-3)
    assert titles(Page(client.get(ADDRESS, {"branch": "alum-rock"}))) == ["Here (en)"]


def test_many_events_are_turned_over_page_by_page_within_the_filter(client: Client) -> None:
    branch, kind = make_branch("Alum Rock"), make_kind()
    for day in range(views.PER_PAGE + 1):
        make_event(f"Day {day}", days=-3 - day, branch=branch, kind=kind)
    first = Page(client.get(ADDRESS, {"branch": "alum-rock"}))
    assert len(titles(first)) == views.PER_PAGE
    older = first.one("a", rel="next").get("href")
    second = Page(client.get(f"{ADDRESS}{older}"))
    assert titles(second) == [f"Day {views.PER_PAGE} (en)"]
    assert "branch=alum-rock" in second.one("a", rel="prev").get("href")


@pytest.mark.parametrize("page", ["0", "-1", "999", "two", "1e9", "\0", ""])
def test_a_page_that_does_not_exist_is_the_nearest_one(client: Client, page: str) -> None:
    make_event("Lately", days=-3)
    assert titles(Page(client.get(ADDRESS, {"page": page}))) == ["Lately (en)"]


def test_nothing_found_is_said(client: Client) -> None:
    assert "Nothing found here." in Page(client.get(ADDRESS)).main.words
