"""The short addresses on posters."""

import pytest
from django.test import Client

from tests.builders import make_event, make_survey
from tests.pages import Page


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_poster_s_language_wins_over_the_phone_s(client: Client, language: str) -> None:
    client.cookies["language"] = "en"
    response = client.get(f"/s/k7m2pq/{language}/", headers={"Accept-Language": "es"})
    assert response.status_code == 302
    assert response.headers["Location"] == f"/{language}/survey/?at=k7m2pq"


@pytest.mark.parametrize(
    ("header", "cookie", "language"),
    [("vi-VN", "", "vi"), ("es", "vi", "vi"), ("de", "", "en"), ("es-MX", "tlh", "es")],
)
def test_without_a_language_the_reader_s_own_is_taken(
    client: Client, header: str, cookie: str, language: str
) -> None:
    if cookie:
        client.cookies["language"] = cookie
    response = client.get("/s/k7m2pq/", headers={"Accept-Language": header})
    assert response.headers["Location"] == f"/{language}/survey/?at=k7m2pq"
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("is_public", [True, False])
def test_the_link_leads_to_the_survey_with_the_event_remembered(
    client: Client, is_public: bool
) -> None:
    make_survey()
    event = make_event(is_public=is_public)
    response = client.get(f"/s/{event.code}/vi/", follow=True)
    assert Page(response).fields["at"] == event.code
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/s/", "/s/k7m2pq/de/", "/s/k7 m2/", "/s/k7m2pq/vi/more/"])
def test_other_addresses_do_not_exist(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_link_tells_nothing_of_whether_the_code_exists(client: Client) -> None:
    """It is answered without the database, so it works the same for every code."""
    response = client.get("/s/nobody/vi/")
    assert response.headers["Location"] == "/vi/survey/?at=nobody"
