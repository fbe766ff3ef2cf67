"""The sitemap: every public page once for each language in which it exists."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders import make_branch, make_event, make_post, make_survey

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def fetched(client: Client) -> dict[str, dict[str, str]]:
    """Each path with the paths of its alternates."""
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)
    entries = root.findall(f"{SITEMAP}url")
    found = {
        url.findtext(f"{SITEMAP}loc") or "": {
            link.get("hreflang") or "": link.get("href") or ""
            for link in url.findall(f"{XHTML}link")
        }
        for url in entries
    }
    assert len(found) == len(entries), "an address stands there twice"
    return found


def address(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def test_every_kind_of_page_is_there_in_three_languages(client: Client) -> None:
    make_survey(slug="ask-4")
    branch = make_branch("Alum Rock")
    make_event(slug="fair", branch=branch)
    make_post(slug="spring")
    found = fetched(client)
    for path in (
        "", "events/", "events/past/", "events/fair/", "survey/ask-4/", "what-we-heard/",
        "what-we-heard/spring/", "branches/", "branches/alum-rock/", "privacy/", "accessibility/",
    ):  # fmt: skip
        versions = {code: address(f"/{code}/{path}") for code in ("vi", "es", "en")}
        for version in versions.values():
            assert versions.items() <= found[version].items()


def test_a_text_has_alternates_only_where_it_exists(client: Client) -> None:
    make_event("Chợ Tết", slug="cho-tet", only="vi")
    make_post("Mùa xuân", slug="mua-xuan", only="vi")
    found = fetched(client)
    for path in ("events/cho-tet/", "what-we-heard/mua-xuan/"):
        assert set(found[address(f"/vi/{path}")]) == {"vi"}
        assert address(f"/en/{path}") not in found
        assert address(f"/es/{path}") not in found


def test_what_the_public_may_not_know_is_absent(client: Client) -> None:
    make_event(slug="parents-only", is_public=False)
    make_post(slug="draft", published_at=None)
    make_post(slug="future", days=3)
    content = client.get("/sitemap.xml").content.decode()
    for secret in ("parents-only", "draft", "future"):
        assert secret not in content


def test_the_request_s_host_is_not_believed(client: Client) -> None:
    content = client.get("/sitemap.xml", headers={"Host": "localhost"}).content.decode()
    assert "localhost" not in content
    assert "testserver" not in client.get("/sitemap.xml").content.decode()


def test_more_pages_ask_the_database_no_more_often(client: Client) -> None:
    counts = []
    for _ in range(3):
        make_event("Table")
        make_post()
        with CaptureQueriesContext(connection) as queries:
            fetched(client)
        counts.append(len(queries))
    assert counts[0] == counts[2]
