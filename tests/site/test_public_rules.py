"""The rules of public pages, held at every address that a reader or a robot can find."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from engagement.core.languages import of_path
from outreach.models import Branch, Event
from tests.pages import Page

# The database is made only if a test is marked.
pytestmark = pytest.mark.django_db
STARTS = ["/vi/", "/es/", "/en/", "/robots.txt", "/sitemap.xml"]
OTHER_READER = {
    "Accept-Language": "vi,es;q=0.5",
    "User-Agent": "Mozilla/5.0 (another phone)",
    "Referer": "https://elsewhere.example/",
    "X-Forwarded-For": "203.0.113.9",
    "DNT": "1",
}
LOADING = {"img", "script", "source", "iframe", "video", "audio", "embed", "object", "use"}
FRESH_KEY = re.compile(rb'<input type="hidden" name="key" value="[0-9a-f-]{36}"[^>]*>')


@dataclass
class Visit:
    address: str
    response: Any
    again: Any

    @property
    def is_page(self) -> bool:
        return str(self.response.headers["Content-Type"]).startswith("text/html")

    @cached_property
    def page(self) -> Page:
        return Page(self.response)


def links(visit: Visit) -> Iterator[str]:
    """Every address of this site that a page, or the sitemap, leads to."""
    found: list[str] = []
    if visit.is_page:
        found += visit.page.links
        found += [link.get("href") for link in visit.page.all("link", rel="alternate")]
        found += [link.get("href") for link in visit.page.all("link", rel="canonical")]
    elif visit.response.headers["Content-Type"].startswith("application/xml"):
        found += re.findall(r"<loc>(.+?)</loc>", visit.response.content.decode())
    for href in found:
        target = urljoin(f"{settings.PUBLIC_URL}{visit.address}", urldefrag(href).url)
        if target.startswith(f"{settings.PUBLIC_URL}/"):
            yield target.removeprefix(settings.PUBLIC_URL)


def crawl() -> dict[str, Visit]:
    visits: dict[str, Visit] = {}
    waiting = list(STARTS)
    while waiting:
        address = waiting.pop()
        if address in visits:
            continue
        other = Client()
        other.cookies["language"], other.cookies["visitor"] = "es", "one of many"
        again = other.get(address, headers=OTHER_READER)
        visits[address] = Visit(address, Client().get(address), again)
        waiting += links(visits[address])
    return visits


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Visit]]:
    """Every public address of the demonstration, each opened by two different readers."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo", verbosity=0)
        visits = crawl()
        visits[""] = secrets()
        transaction.set_rollback(True)
    yield visits


def secrets() -> Any:
    """What would give away an event that is not open to the public."""
    told = set(Event.objects.public().values_list("place", flat=True))
    told |= set(Branch.objects.values_list("name", flat=True))
    titles = {str(e.text("title", c)) for e in Event.objects.public() for c in ("vi", "es", "en")}
    found: set[str] = set()
    for event in Event.objects.filter(is_public=False):
        found |= {event.slug, event.code, str(event.uid)}
        found |= {event.place} - told
        found |= {str(event.text("title", code)) for code in ("vi", "es", "en")} - titles
    return found


@pytest.fixture
def visits(site: dict[str, Visit]) -> list[Visit]:
    return [visit for address, visit in site.items() if address]


@pytest.fixture
def pages(visits: list[Visit]) -> list[tuple[str, Page]]:
    return [(visit.address, visit.page) for visit in visits if visit.is_page]


def test_every_kind_of_address_was_found(visits: list[Visit]) -> None:
    addresses = {visit.address for visit in visits}
    for language in ("vi", "es", "en"):
        for path in (
            "", "events/", "events/past/", "events/calendar.ics", "survey/", "survey/ask-4/",
            "branches/", "branches/alum-rock/", "what-we-heard/", "what-we-heard/feed.atom",
            "privacy/", "accessibility/",
        ):  # fmt: skip
            assert f"/{language}/{path}" in addresses
        for pattern in (r"events/[\w-]+/", r"events/[\w-]+\.ics", r"what-we-heard/[\w-]+/"):
            found = [a for a in addresses if re.fullmatch(f"/{language}/{pattern}", a)]
            assert len(found) >= 6


def test_every_address_answers_and_none_is_an_error(visits: list[Visit]) -> None:
    assert {
        v.address: v.response.status_code for v in visits if v.response.status_code != 200
    } == {}


def test_no_address_sets_a_cookie(visits: list[Visit]) -> None:
    for visit in visits:
        for response in (visit.response, visit.again):
            assert not response.cookies, visit.address
            assert "Set-Cookie" not in response.headers, visit.address


def test_every_address_sends_the_one_constant_policy(visits: list[Visit]) -> None:
    sent = {visit.response.headers["Content-Security-Policy"] for visit in visits}
    assert sent == {
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    }


def test_every_address_is_the_same_for_every_reader(visits: list[Visit]) -> None:
    for visit in visits:
        first, again = visit.response.content, visit.again.content
        if "/survey/" in visit.address and visit.is_page:
            assert len(FRESH_KEY.findall(first)) <= 1
            first, again = FRESH_KEY.sub(b"", first), FRESH_KEY.sub(b"", again)
        assert first == again, visit.address


def test_nothing_of_a_closed_event_is_told_anywhere(site: dict[str, Visit]) -> None:
    hidden: Any = site[""]
    assert len(hidden) >= 6
    for address, visit in site.items():
        if address:
            content = visit.response.content.decode()
            assert [secret for secret in hidden if secret in content] == [], address


def test_no_page_has_anything_inline(pages: list[tuple[str, Page]]) -> None:
    for address, page in pages:
        assert not page.all("style"), address
        for element in page.descendants():
            assert element.tag != "script" or element.get("src"), address
            assert "style" not in element.attributes, (address, element.tag)
            assert not [name for name in element.attributes if name.startswith("on")], address
            for name in ("href", "src", "action", "formaction"):
                assert not element.get(name).startswith(("javascript:", "data:")), address


def test_nothing_is_loaded_from_another_host(pages: list[tuple[str, Page]]) -> None:
    own = {"", urlsplit(settings.PUBLIC_URL).netloc}
    for address, page in pages:
        for element in page.descendants():
            used = [element.get("action"), element.get("formaction"), element.get("src")]
            used += [part.split()[0] for part in element.get("srcset").split(",") if part.split()]
            if element.tag in LOADING | {"link"}:
                used += [element.get("href"), element.get("data"), element.get("xlink:href")]
            assert {urlsplit(target).netloc for target in used} <= own, (address, element)


def test_every_page_is_in_the_language_of_its_address(pages: list[tuple[str, Page]]) -> None:
    for address, page in pages:
        assert page.one("html").language == of_path(address), address


def test_every_page_has_a_title_a_description_and_one_main_heading(
    pages: list[tuple[str, Page]],
) -> None:
    for address, page in pages:
        assert page.title.split(" · ")[0].strip(), address
        assert len(page.description) > 20, address
        assert len(page.all("h1")) == 1, address
        assert page.one("h1").words, address
        assert len(page.all("main")) == 1, address


def test_different_pages_have_different_titles(pages: list[tuple[str, Page]]) -> None:
    """Apart from events, many of which bear the title of their kind."""
    titles: dict[str, set[str]] = {}
    for address, page in pages:
        if not re.search(r"/events/[\w-]+/$|[?]", address):
            titles.setdefault(page.title, set()).add(page.canonical)
    assert {title: found for title, found in titles.items() if len(found) > 1} == {}


def test_every_page_names_its_address_and_those_in_other_languages(
    site: dict[str, Visit], pages: list[tuple[str, Page]]
) -> None:
    for address, page in pages:
        assert set(page.alternates) == {"vi", "es", "en", "x-default"}, address
        assert page.canonical == page.alternates[of_path(address) or ""], address
        assert page.alternates["x-default"] == page.alternates[settings.LANGUAGE_CODE], address
        for code, target in page.alternates.items():
            assert target.startswith(f"{settings.PUBLIC_URL}/"), address
            there = target.removeprefix(settings.PUBLIC_URL)
            assert there in site, address
            assert code == "x-default" or of_path(there) == code, address


def test_every_page_offers_each_language_as_a_word_in_that_language(
    pages: list[tuple[str, Page]],
) -> None:
    names = {"vi": "Tiếng Việt", "es": "Español", "en": "English"}
    for address, page in pages:
        switches = page.one("body").all("a", "button")
        found = {s.get("lang"): s.words for s in switches if s.words in names.values()}
        assert found == names, address


def test_no_name_is_given_twice_and_every_jump_arrives(pages: list[tuple[str, Page]]) -> None:
    for address, page in pages:
        names = [element.get("id") for element in page.descendants() if element.get("id")]
        assert len(names) == len(set(names)), address
        for link in page.links:
            if link.startswith("#"):
                assert link[1:] in names, (address, link)


def test_every_picture_says_what_it_shows(pages: list[tuple[str, Page]]) -> None:
    for address, page in pages:
        for image in page.all("img"):
            assert "alt" in image.attributes, address
            assert image.get("width").isdigit(), address
            assert image.get("height").isdigit(), address


def test_no_date_is_written_in_digits_alone(pages: list[tuple[str, Page]]) -> None:
    for address, page in pages:
        assert not re.search(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b", page.one("body").words), address


def test_a_link_that_leaves_the_site_tells_the_other_nothing(
    visits: list[Visit],
) -> None:
    for visit in visits:
        policy = visit.response.headers["Referrer-Policy"]
        assert policy == "same-origin", visit.address


@pytest.mark.parametrize("drawing", sorted((settings.BASE_DIR / "static" / "img").glob("*.svg")))
def test_no_drawing_carries_a_style_or_a_script(drawing: Any) -> None:
    for element in ElementTree.fromstring(drawing.read_text()).iter():
        assert not element.tag.endswith(("}style", "}script", "}foreignObject")), drawing
        for name, value in element.attrib.items():
            assert name != "style", drawing
            assert not name.startswith("on"), drawing
            assert "href" not in name or value.startswith("#"), drawing
