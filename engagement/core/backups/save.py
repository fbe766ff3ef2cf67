"""Making a backup."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from . import stored_pictures, tables
from .archive import add, add_manifest, opened
from .errors import BackupError, discreetly
from .folder import file_name, forget_unfinished
from .manifest import Manifest, Member, Table, member_of


def save(folder: Path) -> tuple[Path, Manifest]:
    check_place(folder)
    forget_unfinished(folder)
    made_at = timezone.localtime().replace(microsecond=0)
    path = folder / file_name(made_at)
    # A database that is away is told of by manage.py.
    connection.ensure_connection()
    with written_whole(path) as file, discreetly("the backup"):
        manifest = write(file, made_at)
    return path, manifest


def check_place(folder: Path) -> None:
    if folder.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise BackupError(f"{folder} lies within the pictures: set BACKUP_DIR to another folder.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BackupError(f"{folder} cannot be written to: change its rights, or set BACKUP_DIR.")


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that has its name only once it is complete, checked and safe on the disk."""
    # For its owner's eyes alone from the first byte.
    descriptor, unfinished = tempfile.mkstemp(prefix=".backup-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with opened(Path(unfinished)) as archive:
            archive.verify()
        os.rename(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise
    settle(path.parent)


def settle(folder: Path) -> None:
    """The new name reaches the disk, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write(file: IO[bytes], made_at: datetime) -> Manifest:
    with ZipFile(file, "w") as archive:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            # One moment for all tables, while the site goes on.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            tables.use_one_form(cursor)
            migrations = set(MigrationRecorder(connection).applied_migrations())
            if not migrations:
                raise BackupError("There is nothing to back up: this database has no tables.")
            described, members = write_tables(archive, cursor)
        # After the tables: a picture may then be one too many, but none is missing.
        members |= write_pictures(archive)
        manifest = Manifest(made_at, migrations, described, tables.LEFT_OUT, members)
        add_manifest(archive, manifest)
    return manifest


def write_tables(
    archive: ZipFile, cursor: CursorWrapper
) -> tuple[dict[str, Table], dict[str, Member]]:
    kept = [name for name in tables.names(cursor) if name not in tables.LEFT_OUT]
    described = {name: tables.described(cursor, name) for name in kept}
    members = {
        member_of(name): add(
            archive, member_of(name), tables.rows(cursor, name, table), ZIP_DEFLATED
        )
        for name, table in described.items()
    }
    return described, members


def write_pictures(archive: ZipFile) -> dict[str, Member]:
    return {
        f"pictures/{name}": add(archive, f"pictures/{name}", [content])
        for name in stored_pictures.names()
        if (content := stored_pictures.content(name)) is not None
    }
