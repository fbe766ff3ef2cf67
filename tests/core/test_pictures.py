"""Photographs are bounded, upright and free of anything that says where or when."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from time import sleep
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms, PngImagePlugin

from engagement.core import pictures

RED, BLUE = (200, 0, 0), (0, 0, 200)
SECRETS = [b"Exif", b"37.3382", b"Canon", b"ns.adobe.com", b"taken at home"]


def photograph(width: int = 1000, height: int = 500, form: str = "JPEG") -> Image.Image:
    """Red on its left half, blue on its right."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def saved(image: Image.Image, form: str = "JPEG", **options: object) -> BytesIO:
    file = BytesIO()
    image.save(file, form, **options)
    file.seek(0)
    return file


def is_near(colour: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(one - other) < 40 for one, other in zip(colour, wanted, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_photograph_is_stored_in_each_width_and_format(folder: Path, form: str) -> None:
    key = uuid4()
    pictures.store(key, pictures.open_photograph(saved(photograph(), form)))
    stored = {path.name for path in folder.iterdir()}
    assert stored == {f"{key}-{w}.{x}" for w in (480, 960, 1000) for x in ("avif", "webp")}
    with Image.open(folder / f"{key}-480.avif") as small:
        assert small.size == (480, 240)
    pictures.delete(key, 1000)
    assert list(folder.iterdir()) == []


def test_a_small_picture_is_not_blown_up_and_a_large_one_is_bounded() -> None:
    assert pictures.widths_for(300) == [300]
    assert pictures.widths_for(480) == [480]
    assert pictures.widths_for(6000) == [480, 960, 1600]
    assert pictures.widths_for(0) == []


def test_a_photograph_taken_sideways_stands_upright(folder: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    upright = pictures.open_photograph(saved(photograph(), exif=exif))
    assert upright.size == (500, 1000)
    assert is_near(upright.getpixel((250, 100)), RED)
    assert is_near(upright.getpixel((250, 900)), BLUE)


def test_nothing_of_the_place_the_time_or_the_camera_is_kept(folder: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x9286] = "Canon", "37.3382"
    exif[0x8825] = {1: "N", 2: (37.0, 20.0, 17.0)}
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">http://ns.adobe.com/ 37.3382</x:xmpmeta>'
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "taken at home")
    notes.add_itxt("XML:com.adobe.xmp", xmp.decode())
    uploads = [
        saved(photograph(), exif=exif, xmp=xmp, comment=b"taken at home"),
        saved(photograph(), "WEBP", exif=exif, xmp=xmp),
        saved(photograph(), "PNG", exif=exif, pnginfo=notes),
        saved(photograph(), "AVIF", exif=exif, xmp=xmp),
    ]
    for upload in uploads:
        assert any(secret in upload.getvalue() for secret in SECRETS)
        pictures.store(uuid4(), pictures.open_photograph(upload))
    stored = list(folder.iterdir())
    assert len(stored) == len(uploads) * 6
    for path in stored:
        content = path.read_bytes()
        assert [secret for secret in SECRETS if secret in content] == []
        with Image.open(path) as image:
            assert dict(image.getexif()) == {}


def test_what_is_no_usable_photograph_is_refused_in_plain_words() -> None:
    whole = saved(photograph()).getvalue()
    uploads = [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"just some words",
        b"",
        whole[: len(whole) // 2],
        saved(photograph(), "GIF").getvalue(),
        b"\xff\xd8\xff" + b"\0" * 2000,
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        b"<html><body>" + whole,
        b"PK\x03\x04" + whole,
    ]
    for upload in uploads:
        with pytest.raises(ValidationError, match="not a picture that can be used"):
            pictures.open_photograph(BytesIO(upload))


def test_a_picture_with_too_many_pixels_or_bytes_is_refused() -> None:
    bomb = saved(Image.new("1", (10_000, 6_001)), "PNG")
    with pytest.raises(ValidationError, match="too many pixels"):
        pictures.open_photograph(bomb)
    with pytest.raises(ValidationError, match="larger than 20 MB"):
        pictures.open_photograph(BytesIO(b"x" * (pictures.MAX_BYTES + 1)))


def test_a_transparent_drawing_becomes_an_opaque_picture() -> None:
    image = pictures.open_photograph(saved(Image.new("LA", (10, 10)), "PNG"))
    assert image.mode == "RGB"


@pytest.mark.parametrize("form", ["PNG", "WEBP", "AVIF"])
def test_a_picture_that_moves_is_refused(form: str) -> None:
    moving = saved(photograph(), form, save_all=True, append_images=[Image.new("RGB", (1000, 500))])
    with pytest.raises(ValidationError, match="This picture moves"):
        pictures.open_photograph(moving)


def test_a_telephone_s_photograph_with_a_second_view_is_taken() -> None:
    """MPO: a JPEG that holds the depth, or another view, behind the picture itself."""
    twofold = saved(photograph(), "MPO", save_all=True, append_images=[photograph()])
    assert is_near(pictures.open_photograph(twofold).getpixel((100, 100)), RED)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_of_a_file_that_is_also_something_else_is_kept(folder: Path, form: str) -> None:
    """A page, a script and an archive behind a picture, and a script in its comment."""
    behind = b"<html><script>alert('pwned')</script></html>" + b"PK\x03\x04 payload.exe PK\x05\x06"
    more = {"comment": behind} if form == "JPEG" else {}
    upload = BytesIO(saved(photograph(), form, **more).getvalue() + behind)
    pictures.store(uuid4(), pictures.open_photograph(upload))
    for path in folder.iterdir():
        content = path.read_bytes()
        assert b"script" not in content
        assert b"payload" not in content


def test_a_telephone_s_wider_colors_become_those_of_every_screen(folder: Path) -> None:
    """Here a profile that swaps red and blue; once carried out it goes."""
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = usual.replace(b"rXYZ", b"keep").replace(b"bXYZ", b"rXYZ").replace(b"keep", b"bXYZ")
    image = pictures.open_photograph(saved(photograph(), icc_profile=swapped))
    assert is_near(image.getpixel((100, 100)), BLUE)
    pictures.store(uuid4(), image)
    for path in folder.iterdir():
        with Image.open(path) as stored:
            assert not stored.info.get("icc_profile")


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L"])
def test_a_damaged_profile_is_passed_over(mode: str) -> None:
    image = photograph().convert(mode)
    opened = pictures.open_photograph(saved(image, icc_profile=b"no profile at all"))
    assert opened.mode == "RGB"


@pytest.mark.parametrize("form", ["JPEG", "MPO", "PNG", "WEBP", "AVIF"])
def test_a_large_one_taken_sideways_is_as_wide_as_the_widest_kept(form: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    large = photograph().resize((4000, 2000))
    more = {"save_all": True, "append_images": [large]} if form == "MPO" else {}
    upright = pictures.open_photograph(saved(large, form, exif=exif, **more))
    assert upright.size == (1600, 3200)
    assert is_near(upright.getpixel((800, 200)), RED)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_a_large_one_is_made_smaller_before_anything_else_takes_a_copy(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quarter of a megabyte of PNG could take more memory than a small server has."""
    copied: list[tuple[int, int]] = []
    turn = pictures.ImageOps.exif_transpose

    def turned(image: Image.Image) -> Image.Image:
        copied.append(image.size)
        return turn(image)

    monkeypatch.setattr(pictures.ImageOps, "exif_transpose", turned)
    image = pictures.open_photograph(saved(Image.new(mode, (3200, 1000)), "PNG"))
    assert (copied, image.size, image.mode) == ([(1600, 500)], (1600, 500), "RGB")


def test_several_photographs_at_once_wait_for_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    underway: list[int] = []
    most: list[int] = []

    def slowly(data: bytes) -> Image.Image:
        underway.append(1)
        most.append(len(underway))
        sleep(0.05)
        underway.pop()
        return photograph()

    monkeypatch.setattr(pictures, "decoded", slowly)
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda _: pictures.open_photograph(saved(photograph())), range(4)))
    assert max(most) == 1
