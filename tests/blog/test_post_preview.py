"""The preview that a private link opens: the public page itself, before it is public."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from blog import previews
from blog.models import Post
from tests.builders import make_branch, make_post, said
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Post:
    return make_post("Trees", make_branch("Alum Rock"), published_at=None)


def opened(client: Client, key: str, language: str = "en") -> Any:
    return client.get(f"/{language}/preview/{key}/")


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Tóm lại"), ("es", "En resumen"), ("en", "Briefly")]
)
def test_a_draft_is_shown_in_each_language(
    client: Client, draft: Post, language: str, words: str
) -> None:
    page = Page(opened(client, previews.key_for(draft), language))
    assert page.one("h1").words == f"Trees ({language})"
    assert words in page.main.words
    assert "Alum Rock" in page.main.words
    bar = page.one("aside", class_="preview-bar")
    assert bar.one("time").get("datetime") == previews.last_day().isoformat()


def test_it_is_the_public_page_but_for_the_bar(client: Client, draft: Post) -> None:
    preview = Page(opened(client, previews.key_for(draft)))
    Post.objects.update(published_at=timezone.now())
    public = Page(client.get(f"/en/what-we-heard/{draft.slug}/"))
    assert preview.main.words == public.main.words


def test_it_shows_the_post_as_it_stands_at_each_load(client: Client, draft: Post) -> None:
    key = previews.key_for(draft)
    opened(client, key)
    Post.objects.update(title_en="More trees")
    assert Page(opened(client, key)).one("h1").words == "More trees"


def test_the_language_switch_leads_to_the_same_preview(client: Client, draft: Post) -> None:
    key = previews.key_for(draft)
    assert Page(opened(client, key)).link("Tiếng Việt") == f"/vi/preview/{key}/"


@pytest.mark.parametrize("works", [True, False])
def test_nobody_keeps_it(client: Client, draft: Post, works: bool) -> None:
    key = previews.key_for(draft) if works else "wrong"
    response = opened(client, key)
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Content-Security-Policy"] == settings.PUBLIC_CONTENT_POLICY
    assert not response.cookies
    page = Page(response)
    assert page.alternates == {}
    assert page.all("link", rel="canonical") == []
    assert not [e for e in page.descendants() if "style" in e.attributes]


def test_no_public_page_leads_to_it(client: Client, draft: Post) -> None:
    make_post("Published")
    for address in ["/en/", "/en/what-we-heard/", "/sitemap.xml"]:
        assert "/preview/" not in client.get(address).content.decode()
    assert "Disallow: /vi/preview/" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("language", ["vi", "es", "en"])
@pytest.mark.parametrize("key", ["x", "WzFd.x", "%00", "a" * 5_000, "%F0%9F%8C%B3"])
def test_a_made_up_link_is_answered_kindly(client: Client, language: str, key: str) -> None:
    response = opened(client, key, language)
    assert response.status_code == 404
    assert Page(response).one("h1").words == said("This preview is over", language)


def test_a_link_ends_after_its_days(client: Client, draft: Post, monkeypatch: Any) -> None:
    key = previews.key_for(draft)
    for days, status in [(previews.DAYS, 200), (previews.DAYS + 1, 404)]:
        later = timezone.localdate() + timedelta(days=days)
        with monkeypatch.context() as patched:
            patched.setattr(previews.timezone, "localdate", lambda later=later: later)
            assert opened(client, key).status_code == status


def test_a_link_that_staff_ended_opens_nothing(client: Client, draft: Post) -> None:
    key = previews.key_for(draft)
    previews.revoke(draft)
    assert opened(client, key).status_code == 404
    assert opened(client, previews.key_for(draft)).status_code == 200


def test_the_link_of_a_deleted_post_opens_nothing(client: Client, draft: Post) -> None:
    key = previews.key_for(draft)
    draft.delete()
    assert opened(client, key).status_code == 404


def test_one_post_s_link_opens_no_other_post(client: Client, draft: Post) -> None:
    other = make_post("Other", published_at=None)
    assert previews.key_for(other) != previews.key_for(draft)
    assert Page(opened(client, previews.key_for(other))).one("h1").words == "Other (en)"


def test_once_published_it_leads_to_the_page(client: Client, draft: Post) -> None:
    key = previews.key_for(draft)
    Post.objects.update(published_at=timezone.now())
    response = opened(client, key, "es")
    assert (response.status_code, response["Location"]) == (302, f"/es/what-we-heard/{draft.slug}/")


def test_a_draft_with_little_in_it_is_shown_too(client: Client) -> None:
    bare = make_post("Bare", only="vi", published_at=None, title_vi="")
    for language in ["vi", "es", "en"]:
        assert opened(client, previews.key_for(bare), language).status_code == 200
