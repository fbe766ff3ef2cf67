"""The page on which staff find the links to a preview."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from blog.models import Post
from tests.builders import make_post
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    return make_post("Trees", published_at=None, only="vi")


def page_of(post: Post) -> str:
    return reverse("admin:blog_post_preview", args=[post.pk])


def links(page: Page) -> list[str]:
    return [code.words for code in page.all("code", class_="copy")]


def test_there_is_a_link_for_each_language_that_opens_the_preview(
    admin_client: Client, client: Client, post: Post, settings: LazySettings
) -> None:
    settings.PUBLIC_URL = "https://listens.example.org"
    found = links(Page(admin_client.get(page_of(post))))
    assert [re.sub(r"preview/.+", "", link) for link in found] == [
        f"https://listens.example.org/{code}/" for code in ("vi", "es", "en")
    ]
    for link in found:
        answer = client.get(link.removeprefix("https://listens.example.org"))
        assert Page(answer).one("h1").words == "Trees (vi)"


def test_a_phone_finds_the_code_beside_them(admin_client: Client, post: Post) -> None:
    page = Page(admin_client.get(page_of(post)))
    drawing = page.one("figure").one("svg")
    assert drawing.one("path", stroke="#000")
    assert not [e for e in drawing.descendants() if "style" in e.attributes]


def test_ending_the_links_makes_new_ones(admin_client: Client, client: Client, post: Post) -> None:
    before = links(Page(admin_client.get(page_of(post))))
    after = Page(admin_client.post(page_of(post), follow=True))
    assert "The old links open nothing any more." in after.html
    old, new = ("/en/" + found[2].split("/en/")[1] for found in (before, links(after)))
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


@pytest.mark.parametrize("key", ["0", "9" * 30])
def test_a_post_that_is_not_there_has_no_pages(admin_client: Client, key: str) -> None:
    for name in ["preview", "publish", "copy"]:
        assert admin_client.get(f"/admin/blog/post/{key}/{name}/").status_code == 404
