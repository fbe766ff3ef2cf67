"""When something is wrong, a reader is told so in the language of the address."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engagement.site import errors
from outreach.models import Event
from tests.builders import make_survey, said
from tests.pages import Page

LANGUAGES = ["vi", "es", "en"]


@pytest.fixture
def visitor() -> Client:
    """A client that sees the error page as a reader would, not the exception."""
    return Client(raise_request_exception=False)


def away(*args: Any) -> None:
    raise OperationalError("the server closed the connection")


@pytest.fixture
def database_away(db: None) -> Iterator[None]:
    with connection.execute_wrapper(away):
        yield


def check(response: Any, language: str, heading: str) -> Page:
    page = Page(response)
    assert page.one("html").language == language
    assert response.headers["Content-Language"] == language
    assert page.one("h1").words == said(heading, language)
    assert said(heading, language) in page.title
    assert f"/{language}/" in page.links
    assert not response.cookies
    return page


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["nowhere/", "events/nowhere/", "survey/nowhere/", "branches/x/"])
def test_an_unknown_page_is_told_in_the_language_of_the_address(
    visitor: Client, language: str, path: str
) -> None:
    response = visitor.get(f"/{language}/{path}", headers={"Accept-Language": "de"})
    assert response.status_code == 404
    check(response, language, "This page does not exist")


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_without_a_language_is_told_in_the_reader_s(
    visitor: Client, language: str
) -> None:
    response = visitor.get("/nowhere", headers={"Accept-Language": language})
    assert response.status_code == 404
    check(response, language, "This page does not exist")
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_that_cannot_be_read_is_told_so(visitor: Client, language: str) -> None:
    survey = make_survey()
    response = visitor.post(
        f"/{language}/survey/{survey.slug}/thanks/", {f"field-{n}": "" for n in range(1100)}
    )
    assert response.status_code == 400
    check(response, language, "This request could not be read")


@pytest.mark.usefixtures("database_away")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "events/", "what-we-heard/", "survey/"])
def test_a_database_that_is_away_will_be_back(visitor: Client, language: str, path: str) -> None:
    response = visitor.get(f"/{language}/{path}")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    check(response, language, "We will be back in a moment")


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_of_ours_is_told(
    visitor: Client, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Event.objects, "public", lambda: 1 / 0)
    response = visitor.get(f"/{language}/events/")
    assert response.status_code == 500
    check(response, language, "Something broke on our side")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["bad_request", "forbidden", "not_found", "server_error"])
def test_no_error_page_asks_the_database(rf: Any, name: str) -> None:
    request = rf.get("/vi/")
    arguments = [] if name == "server_error" else [Exception("wrong")]
    with CaptureQueriesContext(connection) as queries:
        response = getattr(errors, name)(request, *arguments)
    assert len(queries) == 0
    assert b'lang="vi"' in response.content


@pytest.mark.usefixtures("database_away")
def test_readiness_tells_of_the_database_and_life_does_not(visitor: Client) -> None:
    assert visitor.get("/livez").status_code == 200
    assert visitor.get("/readyz").status_code == 503


@pytest.mark.django_db
def test_a_site_with_its_database_is_ready(visitor: Client) -> None:
    assert visitor.get("/readyz").content == b"ok\n"
