"""The bare address leads each reader to their own language."""

import pytest
from django.conf import LazySettings
from django.test import Client


@pytest.mark.parametrize(
    ("header", "cookie", "language"),
    [
        ("vi-VN,vi;q=0.9", "", "vi"),
        ("es-419", "", "es"),
        ("de", "", "en"),
        ("", "", "en"),
        ("es", "vi", "vi"),
        ("es", "tlh", "es"),
        ("x" * 10_000, "", "en"),
    ],
)
def test_a_reader_is_led_to_their_language(
    client: Client, header: str, cookie: str, language: str
) -> None:
    if cookie:
        client.cookies["language"] = cookie
    response = client.get("/", headers={"Accept-Language": header})
    assert response.status_code == 302
    assert response.headers["Location"] == f"/{language}/"
    assert not response.cookies


def test_the_answer_depends_on_the_reader_and_is_kept_by_no_cache(client: Client) -> None:
    response = client.get("/")
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))
    assert "no-store" in response.headers["Cache-Control"]


def test_a_library_chooses_its_own_language(client: Client, settings: LazySettings) -> None:
    settings.LANGUAGE_CODE = "vi"
    assert client.get("/").headers["Location"] == "/vi/"


def test_nothing_can_be_sent_there(client: Client) -> None:
    assert client.post("/").status_code == 405
