"""One press takes a picture off the site; whoever uploaded it may, and an editor."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from engagement.core import pictures
from engagement.core.models import Picture, User
from engagement.site import rights
from tests.builders import make_branch, make_post
from tests.pages import Page
from tests.photographs import make_photograph, upload
from tests.site.staff import make_person, signed_in

pytestmark = pytest.mark.django_db

LIST = "/admin/core/picture/"


@pytest.fixture
def uploader() -> User:
    return make_person("Ana", rights.BRANCH_STAFF, branch=make_branch("Alum Rock"))


@pytest.fixture
def editor() -> Client:
    return signed_in(make_person("Minh", rights.EDITOR))


@pytest.fixture
def picture(uploader: User) -> Picture:
    return make_photograph(uploaded_by=uploader)


def at(picture: Model, page: str) -> str:
    return reverse(f"admin:core_picture_{page}", args=[picture.pk])


def press(client: Client, picture: Picture, button: str) -> Any:
    """The button as it stands on the picture's page."""
    page = Page(client.get(at(picture, "change")))
    form = next(form for form in page.all("form", method="post") if button in form.words)
    return client.post(form.get("action"), follow=True)


def is_served(picture: Picture) -> bool:
    return Client().get(f"/pictures/{picture.key}-60.webp").status_code == 200


def test_one_press_withdraws_and_one_shows_it_again(editor: Client, picture: Picture) -> None:
    answer = press(editor, picture, "Withdraw everywhere")
    assert "This picture is withdrawn." in answer.content.decode()
    assert "Minh withdrew it on" in Page(answer).one("section").words
    assert not is_served(picture)
    press(editor, picture, "Show it again")
    assert is_served(picture)
    said = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert said == ["Withdrawn.", "No longer withdrawn."]


def test_a_second_press_changes_nothing(editor: Client, picture: Picture) -> None:
    editor.post(at(picture, "withdraw"))
    first = Picture.objects.get(pk=picture.pk).withdrawn_at
    editor.post(at(picture, "withdraw"))
    assert Picture.objects.get(pk=picture.pk).withdrawn_at == first


def test_whoever_uploaded_it_may_and_no_other_branch_staff(
    uploader: User, picture: Picture
) -> None:
    other = signed_in(make_person("Rosa", rights.BRANCH_STAFF, branch=make_branch("Berryessa")))
    assert other.get(at(picture, "change")).status_code == 200
    assert "Withdraw everywhere" not in other.get(at(picture, "change")).content.decode()
    assert other.post(at(picture, "withdraw")).status_code == 403
    assert other.post(at(picture, "change"), {"alt_en": "Mine"}).status_code == 403
    other.post(LIST, {"action": "withdraw_chosen", "_selected_action": picture.pk})
    assert is_served(picture)
    press(signed_in(uploader), picture, "Withdraw everywhere")
    assert not is_served(picture)


def test_what_branch_staff_upload_is_theirs_to_change(uploader: User) -> None:
    mine = signed_in(uploader)
    sent = {"drawing": "park", "source_language": "en", "alt_en": "A park"}
    mine.post(f"{LIST}add/", sent)
    picture = Picture.objects.get(uploaded_by=uploader)
    assert mine.post(at(picture, "change"), sent | {"alt_en": "Trees"}).status_code == 302
    assert Picture.objects.get(pk=picture.pk).stored_text("alt", "en") == "Trees"


def test_several_are_withdrawn_and_shown_again_from_the_list(
    editor: Client, picture: Picture
) -> None:
    rows = [picture.pk, make_photograph().pk]
    answer = editor.post(LIST, {"action": "withdraw_chosen", "_selected_action": rows}, follow=True)
    assert "2 pictures are withdrawn." in answer.content.decode()
    assert Picture.objects.withdrawn().count() == len(rows)
    editor.post(LIST, {"action": "restore_chosen", "_selected_action": rows})
    assert not Picture.objects.withdrawn().exists()


def test_a_picture_that_is_being_edited_stays_withdrawn(editor: Client, picture: Picture) -> None:
    """The form was opened before."""
    editor.post(at(picture, "withdraw"))
    form = {"source_language": "en", "alt_en": "Other words", "consent": "nobody", "drawing": ""}
    assert editor.post(at(picture, "change"), form).status_code == 302
    picture.refresh_from_db()
    assert (str(picture), bool(picture.withdrawn_at)) == ("Other words", True)


def test_a_picture_withdrawn_while_another_form_is_saved_stays_withdrawn(
    editor: Client, picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Encoding takes seconds; here a colleague presses the button meanwhile."""
    monkeypatch.setattr(pictures, "store", lambda *_args: Picture.objects.get().withdraw(None))
    Picture.objects.exclude(pk=picture.pk).delete()
    form = {"source_language": "en", "alt_en": "Market", "consent": "release", "drawing": ""}
    editor.post(at(picture, "change"), form | {"upload": upload()})
    assert list(Picture.objects.withdrawn()) == [picture]


def test_where_it_is_used_is_said_before_and_after(
    editor: Client, uploader: User, picture: Picture
) -> None:
    assert "It is used nowhere yet." in editor.get(at(picture, "change")).content.decode()
    post = make_post("A draft about spring", published_at=None, picture=picture)
    for _press in range(2):
        page = Page(editor.get(at(picture, "change")))
        assert page.link("A draft about spring (en)") == f"/admin/blog/post/{post.pk}/change/"
        editor.post(at(picture, "withdraw"))
    words = signed_in(uploader).get(at(picture, "change")).content.decode()
    assert "What We Heard post" in words
    assert "A draft about spring" not in words


def test_staff_see_the_thumbnail_of_what_readers_do_not(editor: Client, picture: Picture) -> None:
    picture.withdraw(None)
    assert f'src="{at(picture, "thumbnail")}"' in editor.get(LIST).content.decode()
    answer = editor.get(at(picture, "thumbnail"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert "private" in answer["Cache-Control"]
    nobody = Client().get(at(picture, "thumbnail"))
    assert nobody["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("state", ["shown", "waiting", "withdrawn"])
def test_the_list_is_filtered_by_what_readers_see(editor: Client, state: str) -> None:
    Picture.objects.all().delete()
    rows = {"shown": make_photograph(), "waiting": make_photograph(consent="")}
    rows["withdrawn"] = make_photograph()
    rows["withdrawn"].withdraw(None)
    found = editor.get(LIST, {"state": state}).context["cl"].queryset
    assert list(found) == [rows[state]]


@pytest.mark.parametrize("key", ["0", "9" * 30])
def test_a_picture_that_is_not_there_is_no_fault_of_ours(editor: Client, key: str) -> None:
    for page in ("withdraw", "restore"):
        assert editor.post(f"{LIST}{key}/{page}/").status_code == 404
    assert editor.get(f"{LIST}{key}/thumbnail/").status_code == 404
