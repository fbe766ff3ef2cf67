"""A reader whose device has no connection gets a page of the site's own, in their language."""

import re

import pytest
from django.conf import LazySettings, settings
from django.test import Client

from engagement.site import offline
from tests.builders import said
from tests.pages import Page


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_the_page_asks_no_database_and_is_for_no_search_engine(
    client: Client, language: str
) -> None:
    page = Page(client.get(f"/{language}/offline/"))
    assert page.one("h1").words == said("You are offline", language)
    assert page.one("html").language == language
    assert page.one("meta", name="robots").get("content") == "noindex"
    assert page.main.one("a", class_="button").get("href") == ""


def test_the_worker_may_work_and_keeps_only_what_the_page_needs(client: Client) -> None:
    response = client.get("/sw.js")
    code = response.content.decode()
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Content-Security-Policy"] == settings.PUBLIC_CONTENT_POLICY
    assert "no-cache" in response.headers["Cache-Control"]
    assert not response.cookies
    for address in re.findall(r'"(/[^"]+)"', code.split("addEventListener")[0]):
        assert address.endswith("/offline/") or address.startswith("/static/")


def test_the_librarys_own_language_is_for_addresses_that_name_none(
    client: Client, settings: LazySettings
) -> None:
    settings.LANGUAGE_CODE = "vi"
    assert 'PAGES = ["/vi/offline/"' in client.get("/sw.js").content.decode()


def test_other_words_are_another_version(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = client.get("/sw.js").content
    assert client.get("/sw.js", headers={"Accept-Language": "es"}).content == before
    monkeypatch.setattr(offline, "page_in", lambda code, request: b"other")
    assert client.get("/sw.js").content != before
