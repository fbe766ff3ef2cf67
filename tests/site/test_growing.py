"""Fields for long words grow while somebody types, also where a stylesheet cannot make them."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from tests.builders import make_branch, make_report, make_survey
from tests.pages import Page
from tests.writing_up import address

pytestmark = pytest.mark.django_db


def can_grow(client: Client, page: str) -> bool:
    return bool(Page(client.get(page)).all("script", src=staticfiles_storage.url("js/grow.js")))


def test_a_resident_s_answer(client: Client) -> None:
    survey = make_survey("What kind of community?")
    assert can_grow(client, f"/en/survey/{survey.slug}/")


def test_what_a_branch_writes_up(client: Client) -> None:
    assert can_grow(client, address(make_report(make_branch("Alum Rock"))))


def test_what_staff_write(admin_client: Client) -> None:
    assert can_grow(admin_client, "/admin/outreach/event/add/")
