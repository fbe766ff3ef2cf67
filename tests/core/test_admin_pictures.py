from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from PIL import Image

from engagement.core.models import Picture
from tests.photographs import make_photograph, upload

pytestmark = pytest.mark.django_db

ADD = "/admin/core/picture/add/"
ORIENTATION = 0x0112
GPS = 0x8825


def photograph(width: int = 600, height: int = 400, kind: str = "PNG") -> bytes:
    """A picture that a phone held sideways: the file says to turn it, and where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    output = BytesIO()
    Image.new("RGB", (width, height), "teal").save(output, kind, exif=exif)
    return output.getvalue()


def made() -> QuerySet[Picture]:
    """All but the drawing of the landing page."""
    return Picture.objects.exclude(drawing="hero")


def form(**changes: Any) -> dict[str, Any]:
    return {"source_language": "vi", "alt_vi": "Bàn thông tin ở chợ.", "drawing": "", **changes}


def test_a_photograph_is_turned_upright_and_stripped(admin_client: Client, folder: Path) -> None:
    answer = admin_client.post(ADD, form(upload=upload(photograph())))
    assert answer.status_code == 302
    picture = made().get()
    assert (picture.width, picture.height) == (400, 600)
    assert sorted(path.suffix for path in folder.iterdir()) == [".avif", ".webp"]
    for path in folder.iterdir():
        with Image.open(path) as stored:
            assert not stored.getexif()


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"only text",
        photograph()[:300],
        b"",
        b"GIF89a" + b"\0" * 50,
    ],
    ids=["svg", "text", "truncated", "empty", "gif"],
)
def test_what_is_no_photograph_is_refused(
    admin_client: Client, folder: Path, content: bytes
) -> None:
    answer = admin_client.post(ADD, form(upload=upload(content)))
    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == ["upload"]
    assert not made().exists()
    assert not list(folder.iterdir())


def test_a_very_long_picture_is_refused(admin_client: Client) -> None:
    answer = admin_client.post(ADD, form(upload=upload(photograph(10, 17_000))))
    assert answer.context["adminform"].form.errors.keys() == {"upload"}


def test_what_is_transparent_turns_white(admin_client: Client, folder: Path) -> None:
    output = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(output, "PNG")
    admin_client.post(ADD, form(upload=upload(output.getvalue())))
    with Image.open(next(folder.glob("*.webp"))) as stored:
        assert min(stored.convert("L").tobytes()) > 250


def test_a_photograph_or_a_drawing_is_needed_but_not_both(admin_client: Client) -> None:
    neither = admin_client.post(ADD, form())
    assert list(neither.context["adminform"].form.errors) == ["upload"]
    both = admin_client.post(ADD, form(upload=upload(photograph()), drawing="market"))
    assert both.context["adminform"].form.errors.keys() == {"drawing", "upload"}
    assert admin_client.post(ADD, form(drawing="market")).status_code == 302


def test_a_photograph_is_kept_but_not_shown_until_all_is_said(admin_client: Client) -> None:
    answer = admin_client.post(ADD, form(upload=upload(photograph()), alt_vi=""), follow=True)
    assert "description missing, not said who can be recognized" in answer.content.decode()
    picture = made().get()
    assert (picture.is_shown, list(Picture.objects.waiting())) == (False, [picture])
    admin_client.post(change(picture), form(consent="release"))
    assert list(Picture.objects.shown().filter(pk=picture.pk)) == [picture]
    assert str(made().get().consent_by) == "admin"


def test_a_new_photograph_asks_anew_who_is_in_it(admin_client: Client) -> None:
    admin_client.post(ADD, form(upload=upload(photograph()), consent="nobody"))
    picture = made().get()
    assert picture.is_shown
    admin_client.post(change(picture), form(upload=upload(photograph()), consent="nobody"))
    assert (made().get().consent, made().get().consent_on) == ("", None)
    admin_client.post(change(picture), form(upload=upload(photograph()), consent="release"))
    assert made().get().consent == "release"


def test_what_was_said_stands_while_only_words_change(admin_client: Client) -> None:
    """Who said it, and when, are those of the first time."""
    picture = make_photograph(consent="release", consent_on=date(2026, 5, 9), source_language="vi")
    answer = admin_client.post(change(picture), form(consent="release", alt_vi="Chợ"))
    assert answer.status_code == 302
    picture.refresh_from_db()
    assert (picture.consent_by, picture.consent_on) == (None, date(2026, 5, 9))


def test_a_drawing_in_place_of_a_photograph_takes_its_answer_along(admin_client: Client) -> None:
    picture = make_photograph()
    admin_client.post(change(picture), form(drawing="park", consent="nobody"))
    picture.refresh_from_db()
    assert (picture.width, picture.consent, picture.is_shown) == (0, "", True)


def test_a_photograph_that_was_fine_is_asked_for_again_beside_another_error(
    admin_client: Client,
) -> None:
    answer = admin_client.post(ADD, form(upload=upload(photograph()), alt_vi="x" * 301))
    errors = answer.context["adminform"].form.errors
    assert errors.keys() == {"alt_vi", "upload"}
    assert "x" * 301 in answer.content.decode()


def change(picture: Picture) -> str:
    return reverse("admin:core_picture_change", args=[picture.pk])


def stored_picture(client: Client) -> Picture:
    client.post(ADD, form(upload=upload(photograph())))
    return made().get()


def test_a_new_photograph_gets_a_new_address_and_the_old_files_go(
    admin_client: Client, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    picture = stored_picture(admin_client)
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(
            change(picture),
            form(upload=upload(photograph(50, 30, "JPEG"), "x.jpg")),
        )
    changed = made().get()
    assert changed.key != picture.key
    assert {path.name for path in folder.iterdir()} == {
        f"{changed.key}-30.avif",
        f"{changed.key}-30.webp",
    }


def test_words_change_without_touching_the_photograph(admin_client: Client, folder: Path) -> None:
    picture = stored_picture(admin_client)
    assert admin_client.post(change(picture), form(alt_vi="Chợ.")).status_code == 302
    changed = made().get()
    assert (changed.stored_text("alt", "vi"), changed.key) == ("Chợ.", picture.key)
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("way", ["form", "list"])
def test_the_files_go_with_the_picture(
    admin_client: Client, folder: Path, django_capture_on_commit_callbacks: Any, way: str
) -> None:
    picture = stored_picture(admin_client)
    address = reverse("admin:core_picture_changelist")
    chosen = {"action": "delete_selected", "_selected_action": picture.pk, "post": "yes"}
    if way == "form":
        address, chosen = reverse("admin:core_picture_delete", args=[picture.pk]), {"post": "yes"}
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(address, chosen)
    assert not made().exists()
    assert not list(folder.iterdir())
