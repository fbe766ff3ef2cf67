"""Photographs as phones and mischief make them."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from engagement.core import pictures
from engagement.core.models import Picture


def encoded(width: int = 60, height: int = 40, kind: str = "JPEG", **options: Any) -> bytes:
    output = BytesIO()
    Image.new("RGB", (width, height), "teal").save(output, kind, **options)
    return output.getvalue()


def upload(content: bytes | None = None, name: str = "table.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, encoded() if content is None else content)


def make_photograph(**fields: Any) -> Picture:
    """One that readers may see, unless told otherwise; its files lie in MEDIA_ROOT."""
    picture = Picture(**{"alt_en": "Our table at the market", **fields})
    picture.width, picture.height = 60, 40
    pictures.store(picture.key, Image.new("RGB", (60, 40), "teal"))
    if "consent" not in fields:
        picture.say_consent(Picture.Consent.NOBODY, picture.uploaded_by)
    picture.save()
    return picture
