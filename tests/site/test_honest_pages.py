"""What readers get of a text that is missing, a draft or out of date, on every kind of page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import Post
from tests.builders import make_branch, make_post
from tests.pages import Page

pytestmark = pytest.mark.django_db

MACHINE = "Do máy dịch"


@pytest.fixture
def drafted() -> Post:
    """A machine has filled the Vietnamese title, and nobody has reviewed it."""
    post = make_post("Trees", make_branch())
    post.fill("title", "vi", MACHINE)
    post.save()
    return post


PLACES = [
    "/vi/", "/vi/what-we-heard/", "/vi/what-we-heard/feed.atom", "/vi/what-we-heard/{slug}/",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_draft_is_shown_to_no_reader(client: Client, drafted: Post, place: str) -> None:
    html = client.get(place.format(slug=drafted.slug)).content.decode()
    assert MACHINE not in html
    assert "Trees (en)" in html


def test_a_search_names_what_it_finds_as_a_reader_gets_it(client: Client, drafted: Post) -> None:
    page = Page(client.get("/vi/search/?q=Trees"))
    assert "Trees (en)" in page.main.words
    assert MACHINE not in page.main.words


def test_a_search_for_the_words_of_a_draft_tells_nothing_of_them(
    client: Client, drafted: Post
) -> None:
    page = Page(client.get("/vi/search/", {"q": MACHINE}))
    assert page.status == 200
    assert MACHINE not in page.main.words.replace(f"“{MACHINE}”", "")


def test_no_machine_is_told_of_a_language_that_is_only_a_draft(
    client: Client, drafted: Post
) -> None:
    page = Page(client.get(f"/en/what-we-heard/{drafted.slug}/"))
    assert set(page.alternates) == {"es", "en", "x-default"}
    sitemap = client.get("/sitemap.xml").content.decode()
    assert f"/es/what-we-heard/{drafted.slug}/" in sitemap
    assert f"/vi/what-we-heard/{drafted.slug}/" not in sitemap


def test_the_reader_is_told_once_and_led_to_the_original(client: Client, drafted: Post) -> None:
    page = Page(client.get(f"/vi/what-we-heard/{drafted.slug}/"))
    assert page.html.count("notice--language") == 1
    assert f"/en/what-we-heard/{drafted.slug}/" in page.links
    assert page.language_of("Trees (en)") == "en"


def test_a_text_out_of_date_is_shown_under_a_quieter_notice(client: Client) -> None:
    post = make_post("Trees")
    post.set_texts(title={"en": "Trees and benches"})
    post.save()
    for place in (f"/vi/what-we-heard/{post.slug}/", "/vi/what-we-heard/"):
        page = Page(client.get(place))
        assert page.html.count("notice--newer") == 1
        assert page.language_of("Trees (vi)") == "vi"
    assert "notice" not in client.get(f"/en/what-we-heard/{post.slug}/").content.decode()


def test_a_page_costs_the_same_whatever_is_translated(client: Client) -> None:
    counts = set()
    for only in (None, "vi", "en"):
        post = make_post(make_branch().name, make_branch(), only=only)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/es/what-we-heard/{post.slug}/")
        counts.add(len(queries))
    assert len(counts) == 1
