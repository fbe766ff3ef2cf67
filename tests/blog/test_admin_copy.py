"""A post copied for another website: clean, whole, and marked with its languages."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import Post
from engagement.core.models import Picture
from tests.builders import make_branch, make_picture, make_post
from tests.pages import Page

pytestmark = pytest.mark.django_db

ALLOWED = {
    "div": {"lang"}, "h2": set(), "h3": set(), "h4": set(), "p": set(), "br": set(),
    "strong": set(), "em": set(), "ul": set(), "ol": set(), "li": set(), "blockquote": set(),
    "a": {"href"}, "img": {"src", "alt", "lang"},
}  # fmt: skip
HOME = "https://listens.example.org"


@pytest.fixture
def post(settings: LazySettings) -> Post:
    settings.PUBLIC_URL = HOME
    post = make_post("Trees", make_branch("Alum Rock", slug="alum-rock"), picture=make_picture())
    post.set_texts(
        introduction={
            "en": '<h3>At <em>the</em> market</h3><p>See <a href="/en/events/" rel="noopener" '
            'title="x">events</a>, <a href="#alum-rock">Alum Rock</a>, '
            '<a href="https://other.example/a?b=1&amp;c=2">them</a>.</p>'
            '<ol start="3"><li><p>Shade &amp; light</p></li><li><p>Trees</p></li></ol>'
        }
    )
    post.save()
    return post


def copied(client: Client, post: Post, language: str) -> tuple[str, str]:
    """What goes to a website, and what into an e-mail."""
    answer = client.get(reverse("admin:blog_post_copy", args=[post.pk]), {"language": language})
    first, second = Page(answer).main.all("textarea")
    return first.raw, second.raw


class Strict(HTMLParser):
    """Fails at a tag or an attribute that is not allowed, and at one that is left open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        assert tag in ALLOWED, tag
        assert {name for name, _ in attrs} <= ALLOWED[tag], (tag, attrs)
        self.links += [value for name, value in attrs if name in {"href", "src"}]
        if tag not in {"br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_it_holds_only_what_any_website_takes(
    admin_client: Client, post: Post, language: str
) -> None:
    html, _ = copied(admin_client, post, language)
    assert html.startswith(f'<div lang="{language}">')
    assert all(link.startswith("https://") for link in Strict(html).links)
    assert "Alum Rock" in html
    assert re.search(r"&(?!amp;|lt;|gt;|quot;|#)", html) is None


def test_its_links_are_whole(admin_client: Client, post: Post) -> None:
    html, _ = copied(admin_client, post, "en")
    here = f"{HOME}/en/what-we-heard/{post.slug}/"
    for address in [f"{HOME}/en/events/", f"{here}#alum-rock", here]:
        assert f'<a href="{address}">' in html
    assert '<a href="https://other.example/a?b=1&amp;c=2">' in html
    assert f'<img src="{HOME}/static/img/park.svg" alt="A park">' in html


def test_a_picture_that_readers_do_not_get_is_not_copied(admin_client: Client, post: Post) -> None:
    Picture.objects.update(withdrawn_at=timezone.now())
    html, _ = copied(admin_client, post, "en")
    assert "<img" not in html


def test_what_is_not_translated_is_marked(admin_client: Client, post: Post) -> None:
    html, text = copied(admin_client, post, "es")
    assert '<div lang="en"><h3>At <em>the</em> market</h3>' in html
    assert "<p>En resumen</p>" in html
    for words in (html, text):
        assert "inglés" in words


def test_an_e_mail_gets_words_alone(admin_client: Client, post: Post) -> None:
    _, text = copied(admin_client, post, "en")
    assert text.strip().startswith("Trees (en)\n\nIn short\n\nBriefly")
    assert f"See events ({HOME}/en/events/), Alum Rock" in text
    assert "- Shade & light\n- Trees\n" in text
    assert text.strip().endswith(f"{HOME}/en/what-we-heard/{post.slug}/")
    assert "<" not in text
    assert "\n\n\n" not in text


def test_the_title_and_how_it_looks_are_shown_beside(admin_client: Client, post: Post) -> None:
    page = Page(admin_client.get(reverse("admin:blog_post_copy", args=[post.pk])))
    assert page.one("span", class_="copy").words == "Trees (en)"
    shown = page.one("div", class_="copy-shown")
    assert [heading.words for heading in shown.all("h2")] == ["In short", "Alum Rock"]


@pytest.mark.parametrize("language", ["", "xx", "\0", "vi/../en", "x" * 10_000])
def test_an_unknown_language_is_the_one_written_first(
    admin_client: Client, post: Post, language: str
) -> None:
    html, _ = copied(admin_client, post, language)
    assert html.startswith('<div lang="en">')


def test_words_that_look_like_markup_stay_words(admin_client: Client, post: Post) -> None:
    Post.objects.update(title_en="<script>alert(1)</script>")
    page = admin_client.get(reverse("admin:blog_post_copy", args=[post.pk])).content.decode()
    assert "<script>alert" not in page
