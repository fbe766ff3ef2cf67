"""The administrator puts the site to rest: readers are told, and no word that was sent is lost."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client

from tests.builders import make_survey, said
from tests.filling import filled, kept_words, opened, send
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def state(settings: LazySettings, tmp_path: Path) -> Path:
    settings.STATE_DIR = tmp_path / "not-made-yet"
    return settings.STATE_DIR


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_reader_is_told_in_their_language_and_staff_too(
    language: str, admin_client: Client, state: Path
) -> None:
    visitor = Client(raise_request_exception=False)
    call_command("maintenance", "on")
    response = visitor.get(f"/{language}/events/")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert Page(response).one("h1").words == said("We will be back in a moment", language)
    admin_client.raise_request_exception = False
    assert admin_client.get("/admin/").status_code == 503
    assert visitor.get("/livez").status_code == 200


def test_words_that_are_sent_meanwhile_come_back_and_arrive_later(
    client: Client, state: Path
) -> None:
    survey = make_survey()
    fields = filled(opened(client, survey, "vi"), "Thêm bóng mát")
    call_command("maintenance", "on")
    page = Page(send(client, survey, fields, "vi"))
    assert page.status == 503
    assert page.all("textarea")[0].raw.strip() == "Thêm bóng mát"
    call_command("maintenance", "off")
    assert send(client, survey, page.fields, "vi").status_code == 200
    assert kept_words() == ["Thêm bóng mát"]


def test_ending_it_twice_does_no_harm(client: Client, state: Path) -> None:
    for word in ("on", "on", "off", "off"):
        call_command("maintenance", word)
    assert client.get("/en/events/").status_code == 200
