"""Filling in the survey as a browser without JavaScript would."""

from typing import Any

from django.test import Client

from surveys.models import Response, Survey
from tests.pages import Page


def opened(client: Client, survey: Survey, language: str = "en", at: str = "") -> Page:
    query = {"at": at} if at else {}
    response = client.get(f"/{language}/survey/{survey.slug}/", query)
    assert response.status_code == 200
    return Page(response)


def questions(page: Page) -> list[str]:
    """The names of the fields that a person types into."""
    return [
        control.get("name")
        for control in page.one("form", method="post").all("input", "textarea")
        if control.get("type") != "hidden"
    ]


def filled(page: Page, *words: str) -> dict[str, str]:
    """The whole form with these words typed into its first questions."""
    return page.fields | dict(zip(questions(page), words, strict=False))


def send(
    client: Client, survey: Survey, fields: dict[str, str], language: str = "en", **headers: str
) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(f"/{language}/survey/{survey.slug}/thanks/", fields, headers=named)


def kept_words() -> list[str]:
    """Everything kept so far, a line a question."""
    sheets = Response.objects.prefetch_related("answers")
    return sorted(answer.words for sheet in sheets for answer in sheet.answers.all())
