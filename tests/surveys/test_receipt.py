"""The receipt: in any language, and never an address that leads to somebody's answer."""

import pytest
from django.test import Client

from tests.builders import make_survey, said
from tests.filling import filled, kept_words, opened, send
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["vi", "es"])
def test_the_receipt_in_another_language_is_still_the_receipt(
    client: Client, language: str
) -> None:
    survey = make_survey()
    page = Page(send(client, survey, filled(opened(client, survey), "Trees")))
    key = page.one("input", name="receipt").get("value")
    again = client.post(f"/{language}/survey/{survey.slug}/thanks/", {"receipt": key})
    assert said("Thank you. We have your answer.", language) in Page(again).main.words
    assert kept_words() == ["Trees"]


@pytest.mark.parametrize("key", ["", "nonsense", "\0", "00000000-0000-4000-8000-000000000000"])
def test_a_receipt_for_nothing_leads_to_the_survey(client: Client, key: str) -> None:
    survey = make_survey()
    response = client.post(f"/en/survey/{survey.slug}/thanks/", {"receipt": key})
    assert response.headers["Location"] == f"/en/survey/{survey.slug}/"


def test_the_way_back_from_the_receipts_address_keeps_the_event(client: Client) -> None:
    survey = make_survey()
    response = client.get(f"/en/survey/{survey.slug}/thanks/?at=abc234")
    assert response.headers["Location"] == f"/en/survey/{survey.slug}/?at=abc234"
