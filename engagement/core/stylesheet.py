"""One stylesheet from many small files, joined in the order of static/css/ORDER."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = settings.BASE_DIR / "static" / "css"
BUILT = settings.STATE_DIR / "stylesheet"
NAME = "css/site.css"


def join() -> Path:
    """Write the joined file where the site's own state lives, and return its path."""
    names = (SOURCES / "ORDER").read_text().split()
    joined = "\n".join((SOURCES / name).read_text() for name in names)
    target = BUILT / NAME
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists() or target.read_text() != joined:
        target.write_text(joined)
    return target


class JoinedStylesheetFinder(BaseFinder):
    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != NAME:
            return []
        return [str(join())] if find_all else str(join())

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        join()
        yield NAME, FileSystemStorage(location=BUILT)
