"""The folder of backups: names, the newest ones, the last one."""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from .archive import opened
from .errors import BackupError

# Local time with its distance from UTC: an hour that the clocks repeat has two different names.
NAME = "backup-%Y-%m-%d-%H%M%S%z.zip"
DAY = 24 * 60 * 60


def file_name(made_at: datetime) -> str:
    return made_at.strftime(NAME)


def last_backup() -> datetime | None:
    """When the newest backup that is whole was made; its digests are not gone through here."""
    return next((made_at for _path, made_at in whole(Path(settings.BACKUP_DIR))), None)


def keep_newest(folder: Path, number: int) -> int:
    """How many older ones went. What is damaged or bears another name is not touched."""
    older = [path for path, _made_at in whole(folder)][number:]
    for path in older:
        path.unlink()
    return len(older)


def forget_unfinished(folder: Path) -> None:
    """What a backup that was killed left behind holds answers, and nobody would look for it."""
    for path in folder.glob(".backup-*.part"):
        if path.stat().st_mtime < time.time() - DAY:
            path.unlink()


def whole(folder: Path) -> Iterator[tuple[Path, datetime]]:
    """Newest first; each is opened only when it is asked for."""
    for _made_at, path in sorted(_named(folder), reverse=True):
        try:
            with opened(path) as archive:
                yield path, archive.manifest.made_at
        except BackupError:
            continue


def _named(folder: Path) -> Iterator[tuple[datetime, Path]]:
    for path in folder.glob("backup-*.zip"):
        try:
            yield datetime.strptime(path.name, NAME), path
        except ValueError:
            continue
