"""One stylesheet from many files: complete, in order, and nothing in it that no page uses."""

import re
from pathlib import Path

from django.conf import settings

from engagement.core import stylesheet

CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
NOT_SELECTORS = re.compile(r"/\*.*?\*/|url\([^)]*\)|\"[^\"]*\"", re.DOTALL)


def order() -> list[str]:
    return (stylesheet.SOURCES / "ORDER").read_text().split()


def markup() -> str:
    """Templates, and the one place in Python that writes markup."""
    files = [*Path(settings.BASE_DIR / "templates").rglob("*.html")]
    files.append(settings.BASE_DIR / "engagement/core/templatetags/text.py")
    return " ".join(file.read_text() for file in files)


def test_every_file_has_its_place_in_the_order() -> None:
    assert sorted(order()) == sorted(file.name for file in stylesheet.SOURCES.glob("*.css"))


def test_the_layers_are_declared_before_any_rule() -> None:
    assert stylesheet.join().read_text().lstrip().startswith("@layer reset, tokens, base,")


def test_every_class_is_used_by_a_page() -> None:
    attributes = re.findall(r'class="([^"]*)"', markup().replace("css_class=", "class="))
    used = set(re.findall(r"[\w-]+", " ".join(attributes)))
    for name in order():
        rules = NOT_SELECTORS.sub("", (stylesheet.SOURCES / name).read_text())
        assert set(CLASS.findall(rules)) <= used, name


def test_every_drawing_is_used() -> None:
    text = markup() + stylesheet.join().read_text()
    text += (settings.BASE_DIR / "engagement/core/pictures.py").read_text()
    for drawing in (settings.BASE_DIR / "static" / "img").glob("*.svg"):
        assert drawing.stem.removesuffix("-night") in text, drawing.name
