"""The address that always leads to the survey that is open, if one is."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from surveys.models import Survey
from surveys.services import begin_version, close_survey, open_survey, publish_questions
from tests.builders import add_questions, make_survey, said
from tests.filling import questions
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_none_open_is_said_kindly_and_the_events_offered(client: Client, language: str) -> None:
    make_survey(is_open=False)
    response = client.get(f"/{language}/survey/")
    page = Page(response)
    assert response.status_code == 200
    assert page.one("h1").words == said("No survey is open just now", language)
    assert f"/{language}/events/" in [link.get("href") for link in page.main.all("a")]
    assert not page.all("form", method="post")


def test_the_open_survey_is_shown_and_its_own_address_is_the_canonical_one(client: Client) -> None:
    survey = make_survey("Open question?", slug="ask-4")
    make_survey("Closed question?", is_open=False)
    page = Page(client.get("/vi/survey/"))
    assert "Open question? (vi)" in page.main.words
    assert "Closed question?" not in page.html
    assert page.canonical == f"http://127.0.0.1:8000/vi/survey/{survey.slug}/"


def test_opening_one_survey_closes_the_other(client: Client) -> None:
    first, second = make_survey("First?"), make_survey("Second?")
    assert list(Survey.objects.open()) == [second]
    open_survey(first)
    assert "First? (en)" in Page(client.get("/en/survey/")).main.words
    close_survey(first)
    assert not Survey.objects.open().exists()


def test_two_can_never_be_open_at_once() -> None:
    make_survey()
    other = make_survey(is_open=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.filter(pk=other.pk).update(is_open=True)


def test_a_survey_without_questions_is_never_asked(client: Client) -> None:
    survey = Survey.objects.create(slug="empty", source_language="en", title_en="Empty")
    survey.versions.create(number=1)
    open_survey(survey)
    assert "No survey is open" in Page(client.get("/en/survey/")).main.words
    assert client.get("/en/survey/empty/").status_code == 404


def test_a_new_version_is_asked_only_once_it_is_published(client: Client) -> None:
    survey = make_survey("Old question?")
    version = begin_version(survey)
    assert begin_version(survey) == version
    assert [str(q) for q in version.questions.all()] == ["Old question? (en)"]
    version.questions.all().delete()
    add_questions(survey, "New question?")
    assert "Old question?" in Page(client.get("/en/survey/")).main.words
    publish_questions(survey)
    page = Page(client.get("/en/survey/"))
    assert "New question?" in page.main.words
    assert "Old question?" not in page.main.words
    assert page.fields["version"] == "2"
    assert len(questions(page)) == 1
