"""One section at a time: its words, its neighbors, and who may write them."""

from typing import Any

import pytest
from django.test import Client

from blog.models import BranchSection, Post
from tests.builders import NO_QUOTES, make_branch, make_post
from tests.pages import Page
from tests.site.staff import World, make_world, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    branches = map(make_branch, ["Alum Rock", "Berryessa", "Calabazas"])
    return make_post("Spring", *branches, published_at=None)


def sections(post: Post) -> list[BranchSection]:
    return list(post.sections.order_by("position"))


def change(section: BranchSection) -> str:
    return f"/admin/blog/branchsection/{section.pk}/change/"


def form(**changes: Any) -> dict[str, Any]:
    return {"source_language": "en", "body_en": "<p>More shade.</p>", **NO_QUOTES, **changes}


def test_the_page_leads_back_and_to_its_neighbors(admin_client: Client, post: Post) -> None:
    first, second, third = sections(post)
    page = Page(admin_client.get(change(second)))
    assert page.one("h1").words == "Berryessa"
    assert page.link("Branch libraries") == f"/admin/blog/post/{post.pk}/sections/"
    assert page.one("a", rel="prev").get("href") == change(first)
    assert page.one("a", rel="next").get("href") == change(third)
    assert not Page(admin_client.get(change(first))).all("a", rel="prev")
    assert not Page(admin_client.get(change(third))).all("input", name="_next")


def test_saving_leads_to_the_list_or_to_the_next_section(admin_client: Client, post: Post) -> None:
    first, second, _third = sections(post)
    saved = admin_client.post(change(first), form())
    assert saved["Location"] == f"/admin/blog/post/{post.pk}/sections/"
    first.refresh_from_db()
    assert first.stored_text("body", "en") == "<p>More shade.</p>"
    assert admin_client.post(change(first), form(_next="1"))["Location"] == change(second)


def test_the_words_under_each_editor_are_counted(admin_client: Client, post: Post) -> None:
    section = sections(post)[0]
    admin_client.post(change(section), form(body_vi="<p>Thêm bóng cây</p>"))
    page = Page(admin_client.get(change(section)))
    counts = [count.words for count in page.all("p", class_="word-count")]
    assert counts == ["Words: 3", "Words: 0", "Words: 2"]


def test_a_section_needs_its_original_and_keeps_what_was_typed(
    admin_client: Client, post: Post
) -> None:
    section = sections(post)[0]
    answer = admin_client.post(change(section), form(body_en="", body_vi="<p>Thêm cây</p>"))
    assert list(answer.context["adminform"].form.errors) == ["body_en"]
    assert "Thêm cây" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "value"), [("body_vi", "\0"), ("picture", "999"), ("picture", "\0")]
)
def test_bad_input_is_said_beside_its_field(
    admin_client: Client, post: Post, name: str, value: str
) -> None:
    answer = admin_client.post(change(sections(post)[0]), form(**{name: value}))
    assert list(answer.context["adminform"].form.errors) == [name]


@pytest.mark.parametrize("words", ["x" * 1_000_000, "<" * 100_000, "<a " * 50_000])
def test_a_great_deal_of_text_is_no_fault_of_ours(
    admin_client: Client, post: Post, words: str
) -> None:
    answer = admin_client.post(change(sections(post)[0]), form(body_vi=words, picture="999"))
    assert answer.status_code == 200


def test_a_word_of_staff_ends_a_demonstration(admin_client: Client, post: Post) -> None:
    Post.objects.update(is_demo=True)
    admin_client.post(change(sections(post)[0]), form())
    post.refresh_from_db()
    assert not post.is_demo


@pytest.fixture
def world() -> World:
    return make_world()


def test_branch_staff_write_their_own_section_until_it_is_published(world: World) -> None:
    staff = signed_in(world.cast["b"])
    page = Page(staff.get(change(world.own.section)))
    assert not page.all("nav", class_="tabs") and not page.all("a", rel="next")
    answer = staff.post(change(world.own.section), form(_next="1"))
    assert answer["Location"] == "/admin/blog/branchsection/"
    published = world.published.sections.get(branch=world.own.branch)
    assert staff.post(change(published), form()).status_code == 403


def test_a_translator_goes_through_the_sections_in_one_language(world: World) -> None:
    translator = signed_in(world.cast["t"])
    data = form(body_vi="<p>Nhiều cây</p>", body_en="<p>Hacked</p>", picture="1", _next="1")
    answer = translator.post(change(world.own.section), data)
    assert answer["Location"] == change(world.other.section)
    world.own.section.refresh_from_db()
    assert world.own.section.stored_text("body", "vi") == "<p>Nhiều cây</p>"
    assert "Hacked" not in world.own.section.stored_text("body", "en")
    assert world.own.section.picture is None
