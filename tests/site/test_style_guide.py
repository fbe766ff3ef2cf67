"""The style guide shows every part of the site, drawn by its templates, in three languages."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from engagement.core import colours, languages, stylesheet
from engagement.site.style_guide import tokens
from tests.pages import Page

pytestmark = pytest.mark.django_db

CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
NOT_SELECTORS = re.compile(r"/\*.*?\*/|url\([^)]*\)|\"[^\"]*\"", re.DOTALL)
PARTS = [
    path
    for path in stylesheet.order("css/site.css")
    if "@layer components" in path.read_text() or path.name == "page-head.css"
]


def guide(client: Client, **query: str) -> Page:
    return Page(client.get(reverse("style_guide"), query))


def classes(path: Path) -> set[str]:
    """Those that belong to the part itself, not to the one page that uses it otherwise."""
    part, _, _page = path.read_text().partition("@layer pages")
    return set(CLASS.findall(NOT_SELECTORS.sub("", part)))


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.name)
def test_every_part_of_the_site_has_its_place(admin_client: Client, path: Path) -> None:
    page = guide(admin_client)
    named = {
        code.words for files in page.all("p", class_="guide__files") for code in files.all("code")
    }
    assert path.name in named
    used = {name for element in page.main.descendants() for name in element.get("class").split()}
    assert classes(path) <= used


@pytest.mark.parametrize("code", languages.CODES)
def test_it_speaks_each_language_and_styles_nothing_inline(admin_client: Client, code: str) -> None:
    page = guide(admin_client, language=code)
    assert page.status == 200
    assert page.one("html").get("lang") == code
    elements = page.descendants()
    assert not [element for element in elements if element.get("style") or element.tag == "style"]


def test_it_starts_in_the_language_of_the_person(admin_client: Client) -> None:
    page = Page(admin_client.get(reverse("style_guide"), headers={"Accept-Language": "es"}))
    assert page.one("html").get("lang") == "es"
    assert guide(admin_client, language="fr").status == 200


def test_it_shows_every_colour_size_and_space(admin_client: Client) -> None:
    page = guide(admin_client)
    rules = (stylesheet.STATIC / "guide" / "guide.css").read_text()
    for name in colours.purposes():
        assert f'fill="var({name})"' in page.html, name
    for name in tokens.named("--text"):
        assert page.all("p", data_size=name) and f'"{name}"' in rules, name
    for name in tokens.named("--space"):
        assert page.all("div", data_space=name) and f'"{name}"' in rules, name


def test_a_staff_page_leads_there(admin_client: Client) -> None:
    assert reverse("style_guide") in Page(admin_client.get(reverse("admin:index"))).links
