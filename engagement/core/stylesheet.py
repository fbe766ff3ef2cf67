"""Two stylesheets, each joined from many small files in the order of an ORDER beside them.

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

STATIC = settings.BASE_DIR / "static"
BUILT = settings.STATE_DIR / "stylesheet"
# Names in an ORDER are seen from its folder; what is joined stands in css/, as do the site's own.
FOLDERS = {"css/site.css": STATIC / "css", "css/staff.css": STATIC / "staff"}

OKLCH = re.compile(r"oklch\([^)]*\)")
LIGHT_DARK = re.compile(r"light-dark\((var\([\w-]+\)), (var\([\w-]+\))\)")


def in_srgb(match: re.Match[str]) -> str:
    return Color(match[0]).convert("srgb").to_string(hex=True, fit={"method": "clip"})


def for_older_browsers(css: str) -> str:
    """Of --in-light and --in-dark one is invalid, so that its value holds, and one is empty."""
    return OKLCH.sub(in_srgb, LIGHT_DARK.sub(r"var(--in-light, \1) var(--in-dark, \2)", css))


def order(name: str) -> list[Path]:
    folder = FOLDERS[name]
    return [(folder / line).resolve() for line in (folder / "ORDER").read_text().split()]


def join(name: str) -> Path:
    """Write the joined file where the site's own state lives, and return its path."""
    joined = for_older_browsers("\n".join(path.read_text() for path in order(name)))
    target = BUILT / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists() or target.read_text() != joined:
        target.write_text(joined)
    return target


class JoinedStylesheetFinder(BaseFinder):
    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in FOLDERS:
            return []
        return [str(join(path))] if find_all else str(join(path))

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in FOLDERS:
            join(name)
            yield name, FileSystemStorage(location=BUILT)
