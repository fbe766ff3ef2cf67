"""What We Heard: the published posts, by year reported on and by branch."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog import views
from tests.builders import make_branch, make_period, make_picture, make_post, said
from tests.pages import Page

pytestmark = pytest.mark.django_db
ADDRESS = "/en/what-we-heard/"


def titles(page: Page) -> list[str]:
    headings = [heading for heading in page.main.all("h2", "h3") if heading.all("a")]
    return [heading.words.removesuffix(" (en)") for heading in headings]


def listed(client: Client, **query: str) -> list[str]:
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return titles(Page(response))


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_post_is_told_in_the_readers_language(client: Client, language: str) -> None:
    post = make_post("Spring")
    page = Page(client.get(f"/{language}/what-we-heard/"))
    assert page.link(f"Spring ({language})") == f"/{language}/what-we-heard/{post.slug}/"
    for field in ("summary", "byline"):
        assert str(post.text(field, language)) in page.main.words


def test_the_newest_stands_first_and_drafts_and_future_posts_do_not_show(client: Client) -> None:
    make_post("Old", days=-50)
    make_post("New", days=-1)
    make_post("Future", days=1)
    make_post("Draft", published_at=None)
    assert listed(client) == ["New", "Old"]


def test_the_branch_filter_shows_the_posts_in_which_it_speaks(client: Client) -> None:
    here, there = make_branch("Alum Rock"), make_branch("Berryessa")
    make_post("Both", here, there)
    make_post("There", there)
    make_post("Neither")
    assert listed(client, branch="alum-rock") == ["Both"]


def test_a_winter_belongs_to_both_of_its_years(client: Client) -> None:
    make_post("Winter", period=make_period(date(2024, 12, 1), date(2025, 2, 28)))
    make_post("Summer", period=make_period(date(2024, 6, 1), date(2024, 8, 31)))
    assert set(listed(client, year="2024")) == {"Winter", "Summer"}
    assert listed(client, year="2025") == ["Winter"]


def test_the_years_to_choose_are_those_reported_on_and_not_those_of_publication(
    client: Client,
) -> None:
    make_post("Winter", period=make_period(date(2018, 12, 1), date(2019, 2, 28)))
    make_post("Draft", published_at=None, period=make_period(date(2001, 1, 1), date(2001, 2, 1)))
    select = Page(client.get(ADDRESS)).one("select", name="year")
    assert [option.get("value") for option in select.all("option")] == ["", "2019", "2018"]


def test_filters_work_together_and_stay_chosen(client: Client) -> None:
    branch = make_branch("Alum Rock")
    old = make_period(date(2020, 3, 1), date(2020, 5, 1))
    make_post("Match", branch, period=old)
    make_post("Other year", branch)
    make_post("Other branch", period=old)
    page = Page(client.get(ADDRESS, {"branch": "alum-rock", "year": "2020"}))
    assert titles(page) == ["Match"]
    assert [o.get("value") for o in page.all("option", selected="")] == ["alum-rock", "2020"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("year", "abc"),
        ("year", "1999"),
        ("year", "9" * 4000),
        ("year", "2\0"),
        ("branch", "nowhere"),
        ("branch", "a\0b"),
    ],
)
def test_a_bad_filter_is_said_beside_it_and_everything_shown(
    client: Client, name: str, value: str
) -> None:
    make_post("Post A")
    page = Page(client.get(ADDRESS, {name: value}))
    assert titles(page) == ["Post A"]
    assert page.errors_beside(name)


def test_nothing_found_is_said_with_a_way_to_all(client: Client) -> None:
    make_branch("Alum Rock")
    page = Page(client.get("/vi/what-we-heard/", {"branch": "alum-rock"}))
    assert said("Nothing found here.", "vi") in page.main.words
    assert page.link(said("Show all posts", "vi")) == "/vi/what-we-heard/"


def test_many_posts_are_turned_over_page_by_page_within_the_filter(client: Client) -> None:
    branch, period = make_branch("Alum Rock"), make_period()
    for day in range(views.PER_PAGE + 1):
        make_post(f"Day {day}", branch, days=-1 - day, period=period)
    first = Page(client.get(ADDRESS, {"branch": "alum-rock"}))
    assert len(titles(first)) == views.PER_PAGE
    older = f"{ADDRESS}{first.one('a', rel='next').get('href')}"
    assert titles(Page(client.get(older))) == [f"Day {views.PER_PAGE}"]
    assert "branch=alum-rock" in older


def test_an_untranslated_post_is_marked_and_said_once(client: Client) -> None:
    make_post("Một", only="vi")
    make_post("Hai", only="vi")
    page = Page(client.get(ADDRESS))
    assert page.language_of("Một (vi)") == page.language_of("Hai (vi)") == "vi"
    assert page.main.words.count("has not been translated yet") == 1


def test_the_feed_is_offered(client: Client) -> None:
    page = Page(client.get("/vi/what-we-heard/"))
    assert (
        page.one("link", type="application/atom+xml").get("href") == "/vi/what-we-heard/feed.atom"
    )
    assert "/vi/what-we-heard/feed.atom" in page.links


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}feed.atom"])
def test_a_longer_list_asks_the_database_no_more_often(client: Client, address: str) -> None:
    counts = []
    for _ in range(3):
        make_post("", make_branch(), only="vi", picture=make_picture())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2]
