"""A copy of a post: the same words and branches, a draft at an address of its own."""

import pytest
from django.test import Client

from blog.models import Post
from tests.builders import make_branch, make_picture, make_post, said
from tests.pages import Page

pytestmark = pytest.mark.django_db


def duplicate(client: Client, post: Post) -> Post:
    answer = client.post(f"/admin/blog/post/{post.pk}/duplicate/")
    copy = Post.objects.exclude(pk=post.pk).get()
    assert answer["Location"] == f"/admin/blog/post/{copy.pk}/change/"
    return copy


def test_a_copy_has_the_words_the_pictures_and_the_branches(admin_client: Client) -> None:
    picture = make_picture()
    post = make_post("Spring", make_branch("B"), make_branch("A"), picture=picture, is_demo=True)
    post.sections.filter(position=2).update(picture=picture, source_language="vi")
    copy = duplicate(admin_client, post)
    for code in ("vi", "es", "en"):
        expected = said("Copy of %(title)s", code, title=f"Spring ({code})")
        assert copy.stored_text("title", code) == expected
        assert copy.stored_text("in_short", code) == post.stored_text("in_short", code)
    assert (copy.published_at, copy.is_demo, copy.picture) == (None, False, picture)
    assert copy.slug and copy.slug != post.slug
    told = [
        (
            one.position,
            one.branch.name,
            one.source_language,
            one.picture,
            one.stored_text("body", "es"),
        )
        for one in copy.sections.order_by("position")
    ]
    assert told == [
        (1, "B", "en", None, "<p>B escuchó</p>"),
        (2, "A", "vi", picture, "<p>A escuchó</p>"),
    ]


def test_a_language_that_is_missing_stays_missing(admin_client: Client) -> None:
    copy = duplicate(admin_client, make_post("Xuân", only="vi"))
    assert copy.languages() == ["vi"]


def test_the_longest_title_is_copied_too(admin_client: Client) -> None:
    copy = duplicate(admin_client, make_post("x" * 195))
    assert len(copy.stored_text("title", "en")) == 200


def test_the_button_is_on_the_words_of_a_post(admin_client: Client) -> None:
    post = make_post()
    page = Page(admin_client.get(f"/admin/blog/post/{post.pk}/change/"))
    assert page.one("form", action=f"/admin/blog/post/{post.pk}/duplicate/").get("method") == "post"
    assert admin_client.get(f"/admin/blog/post/{post.pk}/duplicate/").status_code == 405
