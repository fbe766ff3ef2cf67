"""One post: in short, then the branches speak."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import Post
from engagement.core.models import Picture
from tests.builders import make_branch, make_post, make_section
from tests.pages import Page

pytestmark = pytest.mark.django_db


def shown(client: Client, post: Post, language: str = "en") -> Page:
    response = client.get(f"/{language}/what-we-heard/{post.slug}/")
    assert response.status_code == 200
    return Page(response)


@pytest.mark.parametrize(
    ("language", "moment"),
    [
        ("vi", "9 tháng 5, 2023, 6:36 tối"),
        ("es", "9 de mayo de 2023, 6:36 p. m."),
        ("en", "May 9, 2023, 6:36 p.m."),
    ],
)
def test_title_byline_moment_and_period_stand_in_the_readers_language(
    client: Client, language: str, moment: str
) -> None:
    post = make_post("Spring", published_at=datetime(2023, 5, 10, 1, 36, tzinfo=UTC))
    page = shown(client, post, language)
    assert page.one("h1").words == f"Spring ({language})"
    assert page.title.startswith(f"Spring ({language})")
    assert page.description == str(post.text("summary", language))
    for words in (moment, post.text("byline", language), post.period.text("label", language)):
        assert str(words) in page.main.words
    assert page.main.all("time")[0].get("datetime") == "2023-05-09T18:36:00-07:00"


def test_a_moment_is_written_for_machines_to_the_second(client: Client) -> None:
    """HTML knows no finer time than a thousandth; "publish now" is exact to a millionth."""
    post = make_post("Now", published_at=datetime(2023, 5, 10, 1, 36, 0, 123456, tzinfo=UTC))
    assert shown(client, post).main.all("time")[0].get("datetime") == "2023-05-09T18:36:00-07:00"


@pytest.mark.parametrize("published_at", [None, datetime(2999, 1, 1, tzinfo=UTC)])
def test_a_draft_and_a_future_post_do_not_exist_yet(
    client: Client, published_at: datetime | None
) -> None:
    post = make_post("Secret", published_at=published_at)
    response = client.get(f"/en/what-we-heard/{post.slug}/")
    assert response.status_code == 404
    assert "Secret" not in response.content.decode()


def test_it_opens_in_short_and_then_the_branches_speak_in_their_order(client: Client) -> None:
    post = make_post("Spring", make_branch("Zanker"), make_branch("Alum Rock"))
    words = shown(client, post).main.words
    order = ["In short", "Briefly", "Zanker heard", "Alum Rock heard"]
    places = [words.index(part) for part in order]
    assert places == sorted(places)


def test_the_jump_links_are_the_sections_and_nothing_else(client: Client) -> None:
    branches = [make_branch(name) for name in ("Joyce Ellington", "Dr. King", "Tully")]
    page = shown(client, make_post("Spring", *branches), "vi")
    jumps = {
        link.get("href"): link.words
        for link in page.main.all("a")
        if link.get("href").startswith("#")
    }
    assert jumps == {f"#{branch.slug}": branch.name for branch in branches}
    for branch in branches:
        section = page.one(id=branch.slug)
        assert f"{branch} đã nghe" in section.words
        assert section.all("h2")[0].words == branch.name
        assert f"/vi/branches/{branch.slug}/" in [a.get("href") for a in section.all("a")]


def test_a_post_without_sections_or_words_in_short_has_no_empty_headings(client: Client) -> None:
    post = make_post("Spring")
    post.set_texts(in_short={"en": ""})
    post.save()
    page = shown(client, post)
    assert page.main.all("h2") == []
    assert page.main.all("nav") == []


def test_pictures_speak_for_themselves(client: Client) -> None:
    post = make_post("Spring", make_branch("Tully"))
    picture = Picture(drawing="market", source_language="en")
    picture.set_texts(alt={"en": "A table at the market"})
    picture.save()
    post.sections.update(picture=picture)
    image = shown(client, post, "vi").one("img")
    assert image.get("alt") == "A table at the market"
    assert image.get("lang") == "en"


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_untranslated_post_is_marked_and_said_with_one_notice(
    client: Client, language: str
) -> None:
    post = make_post("Mùa xuân", make_branch("Tully"), make_branch("Alum Rock"), only="vi")
    page = shown(client, post, language)
    for words in ("Mùa xuân (vi)", "Tóm lại", "Tully đã nghe", "Nhóm cộng đồng"):
        assert page.language_of(words) == "vi"
    original = f"/vi/what-we-heard/{post.slug}/"
    notices = [link for link in page.main.all("a") if link.get("href") == original]
    assert len(notices) == 1
    assert page.canonical == f"http://127.0.0.1:8000{original}"
    assert page.alternates == {"vi": page.canonical, "x-default": page.canonical}


def test_a_translated_post_with_one_untranslated_section_says_so(client: Client) -> None:
    post = make_post("Spring", make_branch("Tully"))
    make_section(post, make_branch("Alum Rock"), 2, only="vi")
    page = shown(client, post, "es")
    assert page.language_of("Tully escuchó") == "es"
    assert page.language_of("Alum Rock đã nghe") == "vi"
    notices = [link for link in page.main.all("a") if link.get("href").startswith("/vi/")]
    assert [notice.get("hreflang") for notice in notices] == ["vi"]
    assert "vietnamita" in notices[0].words
    assert set(page.alternates) == {"vi", "es", "en", "x-default"}


def test_in_the_original_nothing_is_marked_as_foreign(client: Client) -> None:
    page = shown(client, make_post("Mùa xuân", make_branch("Tully"), only="vi"), "vi")
    assert {element.language for element in page.main.descendants()} == {"vi"}


def test_more_sections_ask_the_database_no_more_often(client: Client) -> None:
    post = make_post("Spring")
    counts = []
    for position in range(1, 4):
        section = make_section(post, make_branch(), position, only="vi")
        section.picture = Picture.objects.create(drawing="park", alt_en="A park")
        section.save()
        with CaptureQueriesContext(connection) as queries:
            shown(client, post)
        counts.append(len(queries))
    assert counts[0] == counts[2]
