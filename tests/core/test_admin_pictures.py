from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from PIL import Image

from engagement.core.models import Picture

pytestmark = pytest.mark.django_db

ADD = "/admin/core/picture/add/"
ORIENTATION = 0x0112
GPS = 0x8825


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


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


def upload(content: bytes, name: str = "table.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def form(**changes: Any) -> dict[str, Any]:
    return {"source_language": "vi", "alt_vi": "Bàn thông tin ở chợ.", "drawing": "", **changes}


def test_a_photograph_is_turned_upright_and_stripped(admin_client: Client, media: Path) -> None:
    answer = admin_client.post(ADD, form(upload=upload(photograph())))
    assert answer.status_code == 302
    picture = made().get()
    assert (picture.width, picture.height) == (400, 600)
    assert sorted(path.suffix for path in media.iterdir()) == [".avif", ".webp"]
    for path in media.iterdir():
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
    admin_client: Client, media: Path, content: bytes
) -> None:
    answer = admin_client.post(ADD, form(upload=upload(content)))
    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == ["upload"]
    assert not made().exists()
    assert not list(media.iterdir())


def test_a_very_long_picture_is_refused(admin_client: Client) -> None:
    answer = admin_client.post(ADD, form(upload=upload(photograph(10, 17_000))))
    assert answer.context["adminform"].form.errors.keys() == {"upload"}


def test_what_is_transparent_turns_white(admin_client: Client, media: Path) -> None:
    output = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(output, "PNG")
    admin_client.post(ADD, form(upload=upload(output.getvalue())))
    with Image.open(next(media.glob("*.webp"))) as stored:
        assert min(stored.convert("L").tobytes()) > 250


def test_a_photograph_or_a_drawing_is_needed_but_not_both(admin_client: Client) -> None:
    neither = admin_client.post(ADD, form())
    assert list(neither.context["adminform"].form.errors) == ["upload"]
    both = admin_client.post(ADD, form(upload=upload(photograph()), drawing="market"))
    assert list(both.context["adminform"].form.errors) == ["drawing"]
    assert admin_client.post(ADD, form(drawing="market")).status_code == 302


def test_the_original_description_is_required(admin_client: Client) -> None:
    answer = admin_client.post(ADD, form(drawing="market", alt_vi="", alt_en="A table"))
    assert list(answer.context["adminform"].form.errors) == ["alt_vi"]


def stored_picture(client: Client) -> Picture:
    client.post(ADD, form(upload=upload(photograph())))
    return made().get()


def test_a_new_photograph_gets_a_new_address_and_the_old_files_go(
    admin_client: Client, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    picture = stored_picture(admin_client)
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(
            reverse("admin:core_picture_change", args=[picture.pk]),
            form(upload=upload(photograph(50, 30, "JPEG"), "x.jpg")),
        )
    changed = made().get()
    assert changed.key != picture.key
    assert {path.name for path in media.iterdir()} == {
        f"{changed.key}-30.avif",
        f"{changed.key}-30.webp",
    }


def test_words_change_without_touching_the_photograph(admin_client: Client, media: Path) -> None:
    picture = stored_picture(admin_client)
    address = reverse("admin:core_picture_change", args=[picture.pk])
    assert admin_client.post(address, form(alt_vi="Chợ.")).status_code == 302
    changed = made().get()
    assert (changed.stored_text("alt", "vi"), changed.key) == ("Chợ.", picture.key)
    assert len(list(media.iterdir())) == 2


@pytest.mark.parametrize("way", ["form", "list"])
def test_the_files_go_with_the_picture(
    admin_client: Client, media: Path, django_capture_on_commit_callbacks: Any, way: str
) -> None:
    picture = stored_picture(admin_client)
    address = reverse("admin:core_picture_changelist")
    chosen = {"action": "delete_selected", "_selected_action": picture.pk, "post": "yes"}
    if way == "form":
        address, chosen = reverse("admin:core_picture_delete", args=[picture.pk]), {"post": "yes"}
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(address, chosen)
    assert not made().exists()
    assert not list(media.iterdir())


def test_the_list_shows_the_photograph(admin_client: Client) -> None:
    picture = stored_picture(admin_client)
    html = admin_client.get(reverse("admin:core_picture_changelist")).content.decode()
    assert f"/pictures/{picture.key}-400.webp" in html
