"""The file: a zip, whose list of contents stands at its end, so that one cut short is known.

It is read member by member into memory or into the storage's hands, never unpacked by its names.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .errors import BackupError, in_words
from .manifest import FORMAT, Manifest, Member, format_of, from_json, member_of

MANIFEST = "manifest.json"
MANIFEST_MAX_BYTES = 64 * 1024 * 1024
CHUNK = 1024 * 1024
# What the readers of zip and JSON raise at a file that is cut short, altered or something else.
DAMAGE = (
    AttributeError,
    BadZipFile,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def add(archive: ZipFile, name: str, chunks: Iterable[bytes], way: int = ZIP_STORED) -> Member:
    # Of a fixed time: when a picture was uploaded is nobody's business.
    info = ZipInfo(name)
    info.compress_type = way
    info.external_attr = 0o600 << 16
    digest, size = hashlib.sha256(), 0
    with archive.open(info, "w", force_zip64=True) as member:
        for chunk in chunks:
            member.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return Member(size, digest.hexdigest())


def add_manifest(archive: ZipFile, manifest: Manifest) -> None:
    add(archive, MANIFEST, [manifest.to_json()], ZIP_DEFLATED)


@dataclass(frozen=True)
class Archive:
    """A backup that is whole by its own list; `verify` holds every byte to its digest."""

    path: Path
    file: ZipFile
    manifest: Manifest

    def chunks(self, name: str) -> Iterator[bytes]:
        digest = hashlib.sha256()
        with damage_told(self.path), self.file.open(name) as member:
            while chunk := member.read(CHUNK):
                digest.update(chunk)
                yield chunk
        if digest.hexdigest() != self.manifest.members[name].sha256:
            raise BackupError(f"{self.path} is damaged: {name} is not what was backed up.")

    def verify(self) -> None:
        for name in self.manifest.members:
            for _chunk in self.chunks(name):
                pass


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    with _zip(path) as file:
        with damage_told(path):
            manifest = _manifest(path, file)
            if not _holds_what_it_says(file, manifest):
                raise BackupError(f"{path} is damaged: it does not hold what it says.")
        yield Archive(path, file, manifest)


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    try:
        yield
    except DAMAGE:
        raise BackupError(f"{path} is damaged, or is not a backup of this site.") from None
    except OSError as error:
        raise BackupError(in_words(error)) from None


def _zip(path: Path) -> ZipFile:
    with damage_told(path):
        if not path.is_file():
            raise BackupError(f"There is no file {path}.")
        return ZipFile(path)


def _manifest(path: Path, file: ZipFile) -> Manifest:
    if file.getinfo(MANIFEST).file_size > MANIFEST_MAX_BYTES:
        raise BackupError(f"{path} is damaged: its description is too large.")
    text = file.read(MANIFEST)
    if format_of(text) > FORMAT:
        raise BackupError(f"{path} was made by a newer version of the site: update it first.")
    return from_json(text)


def _holds_what_it_says(file: ZipFile, manifest: Manifest) -> bool:
    found = sorted((info.filename, info.file_size) for info in file.infolist())
    said = {name: member.size for name, member in manifest.members.items()}
    said[MANIFEST] = file.getinfo(MANIFEST).file_size
    tables = {member_of(table) for table in manifest.tables}
    others = manifest.members.keys() - tables
    return (
        found == sorted(said.items())
        and tables <= manifest.members.keys()
        and all(name.startswith("pictures/") for name in others)
        and all(is_safe(name) for name in manifest.members)
        and all(info.compress_type in {ZIP_STORED, ZIP_DEFLATED} for info in file.infolist())
    )


def is_safe(name: str) -> bool:
    """Whether a name stays within the folder that it is put in, on every system."""
    parts = name.split("/")
    return not {"", ".", ".."} & set(parts) and not {"\\", "\0", ":"} & set(name)
