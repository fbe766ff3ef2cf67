"""A branch library: its address, its next events, and the posts in which it speaks."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders import make_branch, make_event, make_picture, make_post, said
from tests.pages import Page

pytestmark = pytest.mark.django_db
ADDRESS = "/en/branches/alum-rock/"


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_branch_keeps_its_name_in_every_language(client: Client, language: str) -> None:
    branch = make_branch("Biblioteca Latinoamericana", address="921 S First St")
    page = Page(client.get(f"/{language}/branches/{branch.slug}/"))
    assert page.one("h1").words == "Biblioteca Latinoamericana"
    assert "921 S First St, San José 95112" in page.main.words
    assert said("Next events", language) in page.main.words


def test_its_own_events_and_posts_are_there_and_no_others(client: Client) -> None:
    branch, other = make_branch("Alum Rock"), make_branch("Berryessa")
    make_event("Ours", branch=branch)
    make_event("Past", branch=branch, days=-5)
    make_event("Parents only", branch=branch, is_public=False)
    make_event("Theirs", branch=other)
    make_post("We speak", other, branch)
    make_post("They speak", other)
    make_post("Draft", branch, published_at=None)
    page = Page(client.get(ADDRESS))
    titles = [link.words for link in page.main.all("a") if link.words.endswith("(en)")]
    assert titles == ["Ours (en)", "We speak (en)"]
    for secret in ("Parents only", "Draft (en)"):
        assert secret not in page.html


def test_a_branch_without_events_or_posts_says_so(client: Client) -> None:
    make_branch("Alum Rock")
    page = Page(client.get(ADDRESS))
    assert "No event is planned just now." in page.main.words
    assert "has not spoken in a post yet." in page.main.words


@pytest.mark.parametrize(("district", "is_said"), [("", False), ("7", True)])
def test_a_council_district_is_named_only_where_it_is_known(
    client: Client, district: str, is_said: bool
) -> None:
    make_branch("Alum Rock", council_district=district)
    words = Page(client.get("/vi/branches/alum-rock/")).main.words
    assert (said("Council district %(number)s", "vi", number="7") in words) is is_said


def test_all_branches_are_listed_by_name(client: Client) -> None:
    for name in ("Tully", "Alum Rock", "Berryessa"):
        make_branch(name)
    page = Page(client.get("/vi/branches/"))
    names = [a.words for a in page.main.all("a") if "/branches/" in a.get("href")]
    assert names == ["Alum Rock", "Berryessa", "Tully"]


def test_more_events_and_posts_ask_the_database_no_more_often(client: Client) -> None:
    branch = make_branch("Alum Rock")
    counts = []
    for _ in range(3):
        make_event("Ours", branch=branch, only="vi")
        make_post("", branch, only="vi", picture=make_picture())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(ADDRESS).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2]
