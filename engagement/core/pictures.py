"""Photographs: recognised by content, bounded, stripped of metadata, encoded once at upload.

Nothing of the uploaded file itself is kept, so neither its place nor its time can leak.
"""

from io import BytesIO
from threading import Lock
from typing import IO
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms, ImageOps

DRAWINGS = [
    ("hero", _("Neighbors at the library's table")),
    ("market", _("Farmers market")),
    ("park", _("Park")),
    ("school", _("School")),
    ("board", _("Question board")),
    ("cafe", _("Café")),
    ("night-out", _("Evening on the street")),
]
# Width and height in CSS pixels, so that nothing shifts while a drawing loads.
DRAWING_SIZE = (480, 320)
DRAWING_SIZES = {"hero": (1440, 520)}
FORMATS = ["avif", "webp"]
WIDTHS = [480, 960, 1600]
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 60_000_000
TOO_MANY_PIXELS = _("This picture has too many pixels. Please make it smaller.")
# WebP holds no longer side.
MAX_SIDE = 16_383
# Decoded, the largest takes hundreds of megabytes: more than one at once would stop a small server.
DECODING = Lock()
# Modes that shrink well; of any other one (a palette, 16 bits of gray) the pixels are told first.
SHRINKING_MODES = {"L", "RGB", "RGBA", "CMYK"}
SIDEWAYS = {5, 6, 7, 8}
COMMON_COLORS = ImageCms.createProfile("sRGB")


def widths_for(width: int) -> list[int]:
    """The widths in pixels that exist of a picture; a small one is never blown up."""
    if not width:
        return []
    return [w for w in WIDTHS if w < width] + ([width] if width <= WIDTHS[-1] else [])


def file_name(key: UUID, width: int, extension: str) -> str:
    return f"{key}-{width}.{extension}"


def open_photograph(file: IO[bytes]) -> Image.Image:
    """The picture turned upright, as RGB. Raises ValidationError in plain words."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValidationError(_("This picture is larger than 20 MB. Please choose a smaller one."))
    try:
        with DECODING:
            return decoded(data)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    # Decoders of four formats raise nearly anything at a damaged file.
    except Exception as error:
        raise ValidationError(
            _("This is not a picture that can be used. Please choose a JPEG, PNG, WebP or AVIF.")
        ) from error


def decoded(data: bytes) -> Image.Image:
    """The pixels alone: whatever else the file held is left behind."""
    image = Image.open(BytesIO(data), formats=["JPEG", "PNG", "WEBP", "AVIF"])
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
        raise ValidationError(TOO_MANY_PIXELS)
    if is_animated(image):
        raise ValidationError(_("This picture moves. Please choose one that stands still."))
    upright = ImageOps.exif_transpose(shrunk(image))
    opaque = on_white(upright) if upright.has_transparency_data else upright.convert("RGB")
    plain = in_common_colors(opaque)
    plain.info.clear()
    return plain


def shrunk(image: Image.Image) -> Image.Image:
    """As wide as the widest that is kept, before each further step takes a copy of all of it."""
    sideways = image.getexif().get(ExifTags.Base.Orientation) in SIDEWAYS
    scale = WIDTHS[-1] / (image.height if sideways else image.width)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    image.draft(None, size)
    if image.mode not in SHRINKING_MODES:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def is_animated(image: Image.Image) -> bool:
    """A telephone's JPEG may hold its depth or a second view as a further frame (MPO)."""
    return image.format != "MPO" and getattr(image, "is_animated", False)


def in_common_colors(image: Image.Image) -> Image.Image:
    """Telephones use wider colors, of which nobody would know once their profile is gone."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, COMMON_COLORS) or image
    # A profile that is damaged, or made for printing.
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def on_white(image: Image.Image) -> Image.Image:
    """What was transparent would turn black otherwise."""
    layer = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")


def store(key: UUID, image: Image.Image) -> None:
    for width in widths_for(image.width):
        height = max(1, round(image.height * width / image.width))
        copy = image.resize((width, height), Image.Resampling.LANCZOS)
        for extension in FORMATS:
            output = BytesIO()
            copy.save(output, extension.upper(), quality=60 if extension == "avif" else 78)
            default_storage.save(file_name(key, width, extension), ContentFile(output.getvalue()))


def delete(key: UUID, width: int) -> None:
    for size in widths_for(width):
        for extension in FORMATS:
            default_storage.delete(file_name(key, size, extension))
