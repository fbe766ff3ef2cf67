"""Answers are erased after the time that the survey promises, and not a day before."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.utils import timezone

from engagement.core.dates import years_before
from surveys.models import Answer, Response
from tests.builders import make_answer, make_survey

pytestmark = pytest.mark.django_db


def erase() -> str:
    output = StringIO()
    call_command("erase_expired_answers", stdout=output)
    return output.getvalue()


def limit(years: int) -> date:
    return years_before(timezone.localdate(), years)


def test_only_what_is_older_than_promised_goes_with_its_words() -> None:
    survey = make_survey()
    last_day = limit(3)
    make_answer(survey, "old", day=last_day - timedelta(days=1))
    make_answer(survey, "still kept", day=last_day)
    make_answer(survey, "new")
    assert "Erased 1 answer sheet" in erase()
    assert set(Answer.objects.values_list("words", flat=True)) == {"still kept", "new"}
    assert Response.objects.count() == 2


def test_the_time_is_the_setting(settings: LazySettings) -> None:
    settings.ANSWER_RETENTION_YEARS = 1
    survey = make_survey()
    make_answer(survey, "old", day=limit(1) - timedelta(days=1))
    erase()
    assert not Response.objects.exists()
    assert survey.versions.get().questions.exists()


def test_running_again_erases_nothing_more() -> None:
    make_answer(make_survey(), "new")
    assert "Erased 0 answer sheets" in erase()
    assert Response.objects.count() == 1
