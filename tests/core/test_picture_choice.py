"""A picture is chosen in place, and a new one comes back to where it was wanted."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from blog.models import BranchSection
from engagement.core.models import Picture
from tests.builders import NO_QUOTES, make_branch, make_picture, make_post
from tests.pages import Page
from tests.photographs import make_photograph
from tests.site.sending import fields_of, save, saved
from tests.site.staff import make_world, signed_in

pytestmark = pytest.mark.django_db

ADD = "/admin/core/picture/add/"


@pytest.fixture
def section() -> BranchSection:
    return make_post("Spring", make_branch(), published_at=None).sections.get()


def change(section: BranchSection) -> str:
    return f"/admin/blog/branchsection/{section.pk}/change/"


def form(**changes: Any) -> dict[str, Any]:
    return {"source_language": "en", "body_en": "<p>More shade.</p>", **NO_QUOTES, **changes}


def chosen(page: Page) -> str:
    return page.one("input", type="radio", checked="").get("value")


def test_pictures_are_shown_newest_first_and_older_ones_folded_away(
    admin_client: Client, section: BranchSection
) -> None:
    pictures = [make_picture() for _ in range(9)]
    section.picture = pictures[0]
    section.save()
    page = Page(admin_client.get(change(section)))
    folded = page.one("details").all("input", type="radio")
    shown = [entry for entry in page.all("input", type="radio") if entry not in folded]
    newest = [str(picture.pk) for picture in reversed(pictures)]
    assert [entry.get("value") for entry in shown] == ["", *newest[:6], newest[-1]]
    assert [entry.get("value") for entry in folded][:2] == newest[6:8]
    assert chosen(page) == str(pictures[0].pk)


def test_a_picture_is_chosen_and_let_go(admin_client: Client, section: BranchSection) -> None:
    picture = make_picture()
    for value, expected in [(picture.pk, picture), ("", None)]:
        assert admin_client.post(change(section), form(picture=value)).status_code == 302
        section.refresh_from_db()
        assert section.picture == expected


def test_a_new_picture_saves_the_words_and_comes_back_chosen(
    admin_client: Client, section: BranchSection
) -> None:
    answer = admin_client.post(change(section), form(_add_picture="1"))
    section.refresh_from_db()
    assert section.stored_text("body", "en") == "<p>More shade.</p>"
    assert answer["Location"].startswith(f"{ADD}?next=")
    data = {"source_language": "en", "alt_en": "A lane", "drawing": "cafe"}
    answer = admin_client.post(answer["Location"], data)
    made = Picture.objects.get(drawing="cafe")
    assert answer["Location"] == f"{change(section)}?picture={made.pk}"
    assert chosen(Page(admin_client.get(answer["Location"]))) == str(made.pk)


def test_a_picture_that_came_back_chosen_is_kept_when_the_page_is_saved(
    admin_client: Client, section: BranchSection
) -> None:
    picture = make_picture()
    page = Page(admin_client.get(f"{change(section)}?picture={picture.pk}"))
    assert saved(save(admin_client, section, fields_of(page)))
    section.refresh_from_db()
    assert section.picture == picture


def test_a_new_post_is_saved_before_its_picture_is_added(
    admin_client: Client, section: BranchSection
) -> None:
    data = {"source_language": "en", "title_en": "New", "period": section.post.period_id}
    answer = admin_client.post("/admin/blog/post/add/", {**data, "_add_picture": "1"})
    assert answer["Location"].startswith(f"{ADD}?next=%2Fadmin%2Fblog%2Fpost%2F")


@pytest.mark.parametrize(
    "back",
    ["https://elsewhere.example/admin/", "//elsewhere.example", "/vi/", "\0", "javascript:x"],
)
def test_nobody_is_led_out_of_the_staff_pages(admin_client: Client, back: str) -> None:
    data = {"source_language": "en", "alt_en": "A lane", "drawing": "cafe"}
    answer = admin_client.post(f"{ADD}?{'next'}={back}", data)
    assert answer["Location"] == "/admin/core/picture/"


@pytest.mark.parametrize("key", ["0", "x", "%00", "9" * 40])
def test_a_picture_that_is_not_there_is_not_chosen(
    admin_client: Client, section: BranchSection, key: str
) -> None:
    page = Page(admin_client.get(f"{change(section)}?picture={key}"))
    assert chosen(page) == ""


def test_a_translator_sees_the_picture_and_chooses_none() -> None:
    world = make_world()
    page = Page(signed_in(world.cast["t"]).get(change(world.own.section)))
    assert all("disabled" in entry.attributes for entry in page.all("input", type="radio"))
    assert not page.all("button", name="_add_picture")


@pytest.mark.parametrize("letter", ["b", "t"])
@pytest.mark.parametrize("hidden", ["waiting", "withdrawn"])
def test_who_may_not_change_it_never_sees_what_readers_do_not_get(letter: str, hidden: str) -> None:
    world = make_world()
    picture = make_photograph(**({"consent": ""} if hidden == "waiting" else {}))
    if hidden == "withdrawn":
        picture.withdraw(None)
    client = signed_in(world.cast[letter])
    page = f"/admin/core/picture/{picture.pk}/"
    for place in ("change/", "history/", "thumbnail/"):
        assert client.get(f"{page}{place}").status_code in {302, 404}
    assert page not in client.get("/admin/core/picture/").content.decode()
    offered = Page(client.get(change(world.own.section))).all("input", type="radio")
    assert str(picture.pk) not in [radio.get("value") for radio in offered]
    assert signed_in(world.cast["e"]).get(f"{page}change/").status_code == 200


def test_who_uploaded_it_sees_it_while_readers_do_not() -> None:
    world = make_world()
    mine = make_photograph(uploaded_by=world.cast["b"], consent="")
    client = signed_in(world.cast["b"])
    assert client.get(f"/admin/core/picture/{mine.pk}/thumbnail/").status_code == 200
    offered = Page(client.get(change(world.own.section))).all("input", type="radio")
    assert str(mine.pk) in [radio.get("value") for radio in offered]


def test_a_withdrawn_picture_stays_with_its_section_unseen() -> None:
    world = make_world()
    section, picture = world.own.section, make_photograph(withdrawn_at=timezone.now())
    BranchSection.objects.filter(pk=section.pk).update(picture=picture)
    client = signed_in(world.cast["b"])
    page = Page(client.get(change(section)))
    assert chosen(page) == str(picture.pk)
    assert f"/picture/{picture.pk}/thumbnail/" not in page.raw
    assert saved(save(client, section, fields_of(page), body_en="<p>Anew</p>"))
    section.refresh_from_db()
    assert section.picture == picture
