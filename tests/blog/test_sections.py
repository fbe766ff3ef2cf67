"""The branch libraries of a post: who speaks, in which order, and how much."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog import services
from blog.models import BranchSection, Post
from outreach.models import Branch, Event
from tests.at_once import at_once
from tests.builders import make_branch, make_event, make_period, make_picture, make_post
from tests.pages import Element, Page
from tests.site.staff import make_world, signed_in

pytestmark = pytest.mark.django_db

NAMES = ["Alum Rock", "Berryessa", "Calabazas"]


@pytest.fixture
def post() -> Post:
    return make_post("Spring", *map(make_branch, NAMES), published_at=None)


def address(post: Post) -> str:
    return f"/admin/blog/post/{post.pk}/sections/"


def order(post: Post) -> list[tuple[int, str]]:
    sections = post.sections.order_by("position", "pk")
    return [(section.position, section.branch.name) for section in sections]


def section(post: Post, name: str) -> BranchSection:
    return post.sections.get(branch__name=name)


def move(client: Client, moved: BranchSection, position: object) -> Any:
    address = f"/admin/blog/post/sections/{moved.pk}/move/"
    return client.post(address, {"position": position}, follow=True)


def row(page: Page, name: str) -> Element:
    return next(item for item in page.all("li") if item.all("h2") and name in item.words)


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (1, ["Calabazas", "Alum Rock", "Berryessa"]),
        (2, ["Alum Rock", "Calabazas", "Berryessa"]),
        (3, NAMES),
        (10**30, NAMES),
    ],
)
def test_a_section_moves_and_the_others_close_up(
    admin_client: Client, post: Post, position: int, expected: list[str]
) -> None:
    for _twice in range(2):
        move(admin_client, section(post, "Calabazas"), position)
        assert order(post) == list(enumerate(expected, start=1))


@pytest.mark.parametrize("position", ["", "0", "-1", "up", "\0", "1.5"])
def test_an_odd_place_moves_nothing_and_says_so(
    admin_client: Client, post: Post, position: str
) -> None:
    page = Page(move(admin_client, section(post, "Calabazas"), position))
    assert order(post) == list(enumerate(NAMES, start=1))
    assert "Please use the buttons" in page.words


def test_the_moved_row_has_the_focus_and_says_its_place(admin_client: Client, post: Post) -> None:
    page = Page(move(admin_client, section(post, "Calabazas"), 2))
    assert "Calabazas is now number 2 of 3." in page.one(role="status").words
    assert page.one("button", autofocus="").words.startswith("↑ Move up Calabazas")
    page = Page(move(admin_client, section(post, "Calabazas"), 1))
    assert page.one("button", autofocus="").words.startswith("↓ Move down Calabazas")


def test_doubled_places_are_put_right_by_the_next_move(admin_client: Client, post: Post) -> None:
    post.sections.update(position=1)
    move(admin_client, section(post, "Calabazas"), 1)
    assert order(post) == [(1, "Calabazas"), (2, "Alum Rock"), (3, "Berryessa")]


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_leave_no_double() -> None:
    post = make_post("Spring", *map(make_branch, NAMES), published_at=None)
    for _ in range(5):
        new = [make_branch(), make_branch()]
        at_once(*(partial(services.add_sections, post, [branch]) for branch in new))
        assert places(post) == list(range(1, len(places(post)) + 1))
    assert len(places(post)) == len(NAMES) + 10
    last, other = post.sections.order_by("-position")[:2]
    at_once(partial(services.move_section, last, 1), partial(services.remove_section, other))
    assert places(post) == list(range(1, len(NAMES) + 10))


def places(post: Post) -> list[int]:
    return [place for place, _name in order(post)]


def test_a_row_says_words_and_what_is_missing(admin_client: Client, post: Post) -> None:
    first = section(post, "Alum Rock")
    first.set_texts(body={"vi": "<p>" + "cây " * 251 + "</p>", "es": "", "en": "<p>Shade.</p>"})
    first.picture = make_picture()
    first.save()
    page = Page(admin_client.get(address(post)))
    words = row(page, "Alum Rock").words
    assert "Tiếng Việt: 251 words (long: 100 to 250 read well)" in words
    assert "Español: missing" in words
    assert "English: 1 word (short: 100 to 250 read well)" in words
    assert row(page, "Alum Rock").one("img").get("alt") == "A park"
    assert "No picture" in row(page, "Berryessa").words
    first.set_texts(body={"en": "<p>" + "tree " * 100 + "</p>"})
    first.save()
    assert "English: 100 words (" not in Page(admin_client.get(address(post))).words


def test_three_rows_cost_no_more_queries_than_one(admin_client: Client, post: Post) -> None:
    alone = make_post("Alone", make_branch("Edenvale"), published_at=None)
    for page in (alone, post):
        for one in page.sections.all():
            one.picture = make_picture()
            one.save()
    admin_client.get(address(alone))
    with CaptureQueriesContext(connection) as one_row:
        admin_client.get(address(alone))
    with CaptureQueriesContext(connection) as three_rows:
        admin_client.get(address(post))
    assert len(three_rows) == len(one_row)


def test_branches_are_added_below_the_others(admin_client: Client, post: Post) -> None:
    new = [make_branch("Evergreen"), make_branch("Almaden")]
    for _twice in range(2):
        admin_client.post(address(post), {"branches": [branch.pk for branch in new]})
        assert order(post) == list(enumerate([*NAMES, "Almaden", "Evergreen"], start=1))
    added = section(post, "Almaden")
    assert (added.stored_text("body", "en"), added.source_language) == ("", "en")


@pytest.mark.parametrize("chosen", [[], ["\0"], ["x"], [str(10**30)], ["0"]])
def test_an_odd_choice_of_branches_is_said(
    admin_client: Client, post: Post, chosen: list[str]
) -> None:
    make_branch("Evergreen")
    page = Page(admin_client.post(address(post), {"branches": chosen}))
    assert page.one(id="error-branches").words
    assert len(order(post)) == 3


def test_who_listened_comes_first_then_who_was_silent_longest(
    admin_client: Client, post: Post
) -> None:
    busy, recent, never = map(make_branch, ["Willow Glen", "Evergreen", "Tully"])
    cancelled = make_branch("Almaden")
    day = datetime(2024, 5, 9, 19, tzinfo=UTC)
    make_event(branch=busy, starts_at=day)
    make_event(branch=cancelled, starts_at=day, status=Event.Status.CANCELLED)
    make_event(branch=recent, starts_at=datetime(2024, 6, 9, tzinfo=UTC))
    make_post("Before", recent, period=make_period(date(2023, 9, 1), date(2023, 11, 30)))
    make_post("Unseen", never, published_at=None)
    form = Page(admin_client.get(address(post))).one("form", class_="choose-branches")
    told = [item.words for item in form.all("li")]
    assert told == [
        "Willow Glen Held events in this quarter. Has not spoken yet.",
        "Almaden Has not spoken yet.",
        "Tully Has not spoken yet.",
        "Evergreen Last spoke: Spring.",
    ]


def test_removing_tells_the_words_that_go_and_closes_the_gap(
    admin_client: Client, post: Post
) -> None:
    gone = section(post, "Alum Rock")
    remove = f"/admin/blog/branchsection/{gone.pk}/delete/"
    page = Page(admin_client.get(remove))
    assert "Tiếng Việt: 4 words" in page.words
    assert page.link("Keep it") == address(post)
    assert len(order(post)) == 3
    assert admin_client.post(remove, {"post": "yes"})["Location"] == address(post)
    assert order(post) == [(1, "Berryessa"), (2, "Calabazas")]


def test_removing_from_the_list_of_sections_closes_the_gap_too(
    admin_client: Client, post: Post
) -> None:
    chosen = [section(post, name).pk for name in ("Alum Rock", "Berryessa")]
    data = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    admin_client.post("/admin/blog/branchsection/", data)
    assert order(post) == [(1, "Calabazas")]


def test_what_staff_have_put_in_order_is_no_longer_demonstration(
    admin_client: Client, post: Post
) -> None:
    Post.objects.update(is_demo=True, updated_at=datetime(2020, 1, 1, tzinfo=UTC))
    move(admin_client, section(post, "Calabazas"), 1)
    post.refresh_from_db()
    assert (post.is_demo, post.updated_at.year > 2020) == (False, True)


def test_whoever_reads_or_translates_sees_the_list_without_its_buttons() -> None:
    world = make_world()
    for letter in "ty":
        page = Page(signed_in(world.cast[letter]).get(address(world.draft)))
        assert "Alum Rock" in page.words
        assert not page.all("button", name="position") and not page.all(name="branches")
        place = f"/admin/blog/post/sections/{world.own.section.pk}/move/"
        assert signed_in(world.cast[letter]).post(place, {"position": 2}).status_code == 403


@pytest.mark.parametrize("key", ["0", str(10**30)])
def test_an_absurd_number_is_not_found(admin_client: Client, key: str) -> None:
    assert admin_client.get(f"/admin/blog/post/{key}/sections/").status_code == 404
    assert admin_client.post(f"/admin/blog/post/sections/{key}/move/").status_code == 404
    assert admin_client.post(f"/admin/blog/post/{key}/duplicate/").status_code == 404


def test_every_branch_may_be_in_a_post_already(admin_client: Client, post: Post) -> None:
    assert Branch.objects.exclude(sections__post=post).count() == 0
    assert not Page(admin_client.get(address(post))).all(name="branches")
