"""Pictures out of the storage and back into it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from .archive import Archive
from .errors import BackupError


def names(folder: str = "") -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        # Nothing was ever uploaded.
        return
    prefix = f"{folder}/" if folder else ""
    yield from (f"{prefix}{name}" for name in sorted(files))
    for name in sorted(folders):
        yield from names(f"{prefix}{name}")


def content(name: str) -> bytes | None:
    """Nothing, if staff removed it while the backup was being made."""
    try:
        with default_storage.open(name) as file:
            return file.read()
    except FileNotFoundError:
        return None


def check_there_are_none() -> None:
    if any(names()):
        raise BackupError(
            f"There are pictures in {settings.MEDIA_ROOT} already: move that folder away. "
            "Nothing was changed."
        )


@contextmanager
def all_or_none() -> Iterator[list[str]]:
    """Takes the list of what was put back, and takes that away again if anything fails."""
    put: list[str] = []
    try:
        yield put
    except BaseException:
        for name in put:
            default_storage.delete(name)
        raise


def put_back(archive: Archive, put: list[str]) -> None:
    for member in archive.manifest.pictures:
        name = member.removeprefix("pictures/")
        saved = default_storage.save(name, ContentFile(b"".join(archive.chunks(member))))
        put.append(saved)
        arrived = hashlib.sha256(content(saved) or b"").hexdigest()
        if saved != name or arrived != archive.manifest.members[member].sha256:
            raise BackupError(f"The picture {name} did not arrive as it was backed up.")
