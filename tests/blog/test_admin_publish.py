"""Publishing a post, now or at a time, moving it and taking it off the site."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blog.models import Post
from tests.builders import make_branch, make_post
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    return make_post("Trees", make_branch("Alum Rock"), published_at=None)


def address(post: Post) -> str:
    return reverse("admin:blog_post_publish", args=[post.pk])


def take(client: Client, post: Post, step: str, day: str = "", clock: str = "") -> Page:
    data = {"step": step, "moment_0": day, "moment_1": clock}
    return Page(client.post(address(post), data, follow=True))


def is_public(post: Post) -> bool:
    return Client().get(f"/en/what-we-heard/{post.slug}/").status_code == 200


def said_on(page: Page) -> list[str]:
    return [entry.words for entry in page.one("ul", class_="messagelist").all("li")]


def test_a_draft_says_that_readers_do_not_see_it(admin_client: Client, post: Post) -> None:
    page = Page(admin_client.get(address(post)))
    assert page.one("h2", id="state").words == "A draft: readers do not see it"
    assert not page.all("details")


def test_publish_now(admin_client: Client, post: Post) -> None:
    page = take(admin_client, post, "now")
    assert said_on(page)[0] == "It is on the site."
    assert is_public(post)
    for code in ["vi", "es", "en"]:
        assert f"/{code}/what-we-heard/{post.slug}/" in " ".join(page.links)
    assert reverse("admin:blog_post_copy", args=[post.pk]) in page.links


def test_a_second_click_changes_nothing(admin_client: Client, post: Post) -> None:
    take(admin_client, post, "now")
    before = Post.objects.values("published_at", "updated_at").get()
    page = take(admin_client, post, "now")
    assert said_on(page) == ["That had been done already; nothing has changed."]
    assert Post.objects.values("published_at", "updated_at").get() == before


def test_publish_at_a_time(admin_client: Client, post: Post) -> None:
    page = take(admin_client, post, "at", "2099-03-01", "09:00")
    assert "March 1, 2099, 9:00 a.m." in said_on(page)[0]
    assert page.one("h2", id="state").words == "Waiting for its day"
    assert Post.objects.get().published_at == datetime(2099, 3, 1, 17, tzinfo=UTC)
    assert not is_public(post)


def test_the_time_that_stands_is_in_the_fields_and_can_be_moved(
    admin_client: Client, post: Post
) -> None:
    page = take(admin_client, post, "at", "2099-03-01", "09:00")
    values = [page.one("input", name=f"moment_{part}").get("value") for part in (0, 1)]
    assert values == ["2099-03-01", "09:00"]
    take(admin_client, post, "at", "2099-04-02", "10:30")
    assert Post.objects.get().published_at == datetime(2099, 4, 2, 17, 30, tzinfo=UTC)


def test_a_published_post_can_be_given_another_day(admin_client: Client, post: Post) -> None:
    take(admin_client, post, "now")
    take(admin_client, post, "at", "2023-05-09", "18:36")
    assert is_public(post)
    assert Post.objects.get().published_at == datetime(2023, 5, 10, 1, 36, tzinfo=UTC)


def test_taken_off_the_site_it_keeps_everything(admin_client: Client, post: Post) -> None:
    take(admin_client, post, "now")
    before = Post.objects.values("slug", "title_vi", "in_short_es").get()
    page = take(admin_client, post, "withdraw")
    assert said_on(page) == ["It is off the site. All of its words are kept here."]
    assert not is_public(post)
    assert Post.objects.values("slug", "title_vi", "in_short_es").get() == before
    assert post.sections.count() == 1
    take(admin_client, post, "now")
    assert is_public(post)


def test_a_waiting_post_can_be_a_draft_again(admin_client: Client, post: Post) -> None:
    take(admin_client, post, "at", "2099-03-01", "09:00")
    take(admin_client, post, "withdraw")
    assert Post.objects.get().published_at is None


@pytest.mark.parametrize("step", ["now", "at"])
def test_without_a_title_it_is_not_published(admin_client: Client, post: Post, step: str) -> None:
    Post.objects.update(title_en="")
    page = take(admin_client, post, step, "2026-03-01", "09:00")
    assert "It has no title in the language" in page.one(role="alert").words
    assert Post.objects.get().published_at is None


def test_the_hour_that_the_clocks_skip_is_refused_and_kept_in_the_fields(
    admin_client: Client, post: Post
) -> None:
    page = take(admin_client, post, "at", "2027-03-14", "02:30")
    assert "skip this time" in page.one(role="alert").words
    assert page.one("input", name="moment_0").get("value") == "2027-03-14"
    assert Post.objects.get().published_at is None


def test_of_the_hour_that_they_repeat_the_first_is_meant(admin_client: Client, post: Post) -> None:
    take(admin_client, post, "at", "2026-11-01", "01:30")
    assert Post.objects.get().published_at == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("step", "day", "clock"),
    [
        ("at", "", ""), ("at", "2027-03-01", ""), ("at", "", "09:00"),
        ("at", "2027-02-30", "09:00"),
        ("at", "9999-12-31", "23:00"), ("at", "0001-01-01", "00:00"), ("at", "\0", "\0"),
        ("at", "2027-03-01", "25:00"), ("at", "x" * 100_000, "09:00"), ("", "", ""),
        ("delete", "", ""), ("\0", "", ""),
    ],
)  # fmt: skip
def test_bad_input_is_said_and_changes_nothing(
    admin_client: Client, post: Post, step: str, day: str, clock: str
) -> None:
    page = take(admin_client, post, step, day, clock)
    assert page.status == 200
    assert page.one(role="alert").words
    assert Post.objects.get().published_at is None


def test_it_is_published_in_spite_of_warnings_which_stay_on_the_page(
    admin_client: Client, post: Post
) -> None:
    Post.objects.update(title_es="")
    page = take(admin_client, post, "now")
    assert is_public(post)
    assert said_on(page)[1].startswith("There is still 1 thing that a reader may stumble over")
    assert "Not translated" in page.main.words


def test_a_post_without_faults_says_so(admin_client: Client, post: Post) -> None:
    assert (
        "Nothing found that a reader would stumble over."
        in Page(admin_client.get(address(post))).main.words
    )


def test_who_published_it_is_recorded(admin_client: Client, post: Post) -> None:
    take(admin_client, post, "now")
    take(admin_client, post, "now")
    history = Page(admin_client.get(reverse("admin:blog_post_history", args=[post.pk])))
    told = history.one("ol", class_="changes").all("li")
    published = [change.words for change in told if "Publish at" in change.words]
    assert len(published) == 1
    assert "admin" in published[0]


@pytest.mark.parametrize("name", ["preview", "publish", "copy"])
def test_more_sections_cost_no_more_queries(
    admin_client: Client, post: Post, name: str, django_assert_num_queries: Any
) -> None:
    page = reverse(f"admin:blog_post_{name}", args=[post.pk])
    admin_client.get(page)
    with CaptureQueriesContext(connection) as one:
        admin_client.get(page)
    bigger = make_post("More", *(make_branch() for _ in range(3)), published_at=None)
    with django_assert_num_queries(len(one)):
        admin_client.get(reverse(f"admin:blog_post_{name}", args=[bigger.pk]))


def test_the_list_says_when_a_waiting_post_appears(admin_client: Client, post: Post) -> None:
    Post.objects.update(published_at=timezone.now() + timedelta(days=2))
    assert "Appears on" in admin_client.get("/admin/blog/post/").content.decode()
