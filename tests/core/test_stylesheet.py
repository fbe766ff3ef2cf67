"""Stylesheets from many files: complete, in order, and nothing in one that no page uses."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from engagement.core import stylesheet

CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
NOT_SELECTORS = re.compile(r"/\*.*?\*/|url\([^)]*\)|\"[^\"]*\"", re.DOTALL)


def markup() -> str:
    """Templates, but for the guide to them, and the one place in Python that writes markup."""
    templates = Path(settings.BASE_DIR / "templates").rglob("*.html")
    files = [path for path in templates if path.parent.name != "style_guide"]
    files.append(settings.BASE_DIR / "engagement/core/templatetags/text.py")
    return " ".join(file.read_text() for file in files)


@pytest.mark.parametrize("name", stylesheet.FOLDERS)
def test_every_file_has_its_place_in_the_order(name: str) -> None:
    own = [path for path in stylesheet.order(name) if path.parent == stylesheet.FOLDERS[name]]
    assert sorted(own) == sorted(stylesheet.FOLDERS[name].glob("*.css"))


@pytest.mark.parametrize("name", stylesheet.FOLDERS)
def test_the_layers_are_declared_before_any_rule(name: str) -> None:
    assert stylesheet.join(name).read_text().lstrip().startswith("@layer reset, tokens, base,")


def test_staff_pages_begin_with_what_the_site_begins_with() -> None:
    begins = [path.name for path in stylesheet.order("css/site.css")[:6]]
    assert [path.name for path in stylesheet.order("css/staff.css")[:6]] == begins


@pytest.mark.parametrize("page", ["", "blog/post/", "blog/post/add/", "my-account/"])
def test_a_staff_page_wears_the_site_s_clothes_alone(admin_client: Client, page: str) -> None:
    html = admin_client.get(f"/admin/{page}").content.decode()
    sheets = re.findall(r'<link[^>]*href="([^"]*\.css)"', html)
    assert "/static/css/staff.css" in sheets
    assert not [sheet for sheet in sheets if "/admin/" in sheet]


def test_every_class_is_used_by_a_page() -> None:
    attributes = re.findall(r'class="([^"]*)"', markup().replace("css_class=", "class="))
    used = set(re.findall(r"[\w-]+", " ".join(attributes)))
    for path in stylesheet.order("css/site.css"):
        rules = NOT_SELECTORS.sub("", path.read_text())
        assert set(CLASS.findall(rules)) <= used, path.name


def test_every_drawing_is_used() -> None:
    text = markup() + stylesheet.join("css/site.css").read_text()
    text += (settings.BASE_DIR / "engagement/core/pictures.py").read_text()
    for drawing in (settings.BASE_DIR / "static" / "img").glob("*.svg"):
        assert drawing.stem.removesuffix("-night") in text, drawing.name
