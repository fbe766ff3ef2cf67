"""One stylesheet from many small files, joined in the order of static/css/ORDER.

Colours are written as oklch() and light-dark(), and sent in what a browser of 2022 understands.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coloraide import Color
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = settings.BASE_DIR / "static" / "css"
BUILT = settings.STATE_DIR / "stylesheet"
NAME = "css/site.css"

OKLCH = re.compile(r"oklch\([^)]*\)")
LIGHT_DARK = re.compile(r"light-dark\((var\([\w-]+\)), (var\([\w-]+\))\)")


def in_srgb(match: re.Match[str]) -> str:
    return Color(match[0]).convert("srgb").to_string(hex=True, fit={"method": "clip"})


def for_older_browsers(css: str) -> str:
    """Of --in-light and --in-dark one is invalid, so that its value holds, and one is empty."""
    return OKLCH.sub(in_srgb, LIGHT_DARK.sub(r"var(--in-light, \1) var(--in-dark, \2)", css))


def join() -> Path:
    """Write the joined file where the site's own state lives, and return its path."""
    names = (SOURCES / "ORDER").read_text().split()
    joined = for_older_browsers("\n".join((SOURCES / name).read_text() for name in names))
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
