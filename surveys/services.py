"""Writes that touch several rows, each in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from outreach.models import Event

from . import redaction
from .models import Answer, BlackOut, Question, QuestionVersion, Response, Survey


class Outcome(Enum):
    KEPT = "kept"
    KEPT_BEFORE = "kept before"
    OTHER_WORDS = "other words"


@dataclass(frozen=True)
class Sheet:
    """What a resident sent: the words by question, and what little is known around them."""

    key: UUID
    version: QuestionVersion
    language: str
    words: dict[int, str]
    event: Event | None = None


@transaction.atomic
def keep(sheet: Sheet) -> Outcome:
    """Keep a sheet exactly once, however often and however simultaneously it is sent.

    A second insert of the same key waits for the first to commit, does nothing, and then reads what
    the first one wrote. No constraint error arises, so no words reach the database's log.
    """
    response = Response(
        key=sheet.key,
        version=sheet.version,
        event=sheet.event,
        branch=sheet.event.branch if sheet.event else None,
        language=sheet.language,
        day=timezone.localdate(),
        is_demo=False,
    )
    Response.objects.bulk_create([response], ignore_conflicts=True)
    stored = dict(Answer.objects.filter(response=response).values_list("question_id", "words"))
    if stored:
        return Outcome.KEPT_BEFORE if stored == sheet.words else Outcome.OTHER_WORDS
    Answer.objects.bulk_create(
        Answer(response=response, question_id=question, words=words)
        for question, words in sheet.words.items()
    )
    return Outcome.KEPT


@transaction.atomic
def open_survey(survey: Survey) -> None:
    """Ask this survey's questions from now on, and close the one that was open."""
    lock(Survey.objects.all())
    for other in Survey.objects.filter(is_open=True).exclude(pk=survey.pk):
        set_open(other, False)
    publish_questions(survey)
    set_open(survey, True)


def lock(surveys: QuerySet[Survey]) -> None:
    """Of two members of staff who press at once, the second waits."""
    list(surveys.order_by("pk").select_for_update().values_list("pk"))


def close_survey(survey: Survey) -> None:
    set_open(survey, False)


def set_open(survey: Survey, is_open: bool) -> None:
    """Saved, not updated, so that it stands in the record of changes."""
    survey.is_open = is_open
    survey.save(update_fields=["is_open"])


def publish_questions(survey: Survey) -> None:
    """Freeze the newest version if it has questions; an empty one is left alone."""
    newest = survey.versions.newest_first().first()
    if newest and newest.published_at is None and newest.questions.exists():
        newest.published_at = timezone.now()
        newest.save(update_fields=["published_at"])


@transaction.atomic
def begin_version(survey: Survey) -> QuestionVersion:
    """A next version to edit, with the questions of the last one; an unpublished one is reused."""
    lock(Survey.objects.filter(pk=survey.pk))
    last = survey.versions.newest_first().first()
    if last and last.published_at is None:
        return last
    version = survey.versions.create(number=last.number + 1 if last else 1)
    for question in Question.objects.filter(version=last) if last else []:
        question.pk = None
        question._state.adding = True
        question.version = version
        question.save()
    return version


def mark_as_read(keys: Iterable[UUID]) -> int:
    """Somebody has read these sheets; the number of those that nobody had read before."""
    return Response.objects.unread().filter(pk__in=list(keys)).update(is_read=True)


@transaction.atomic
def black_out(seen: Answer, chosen: set[int], reason: str, person: Any) -> bool:
    """Erase the chosen words of an answer for good, unless it is no longer as it was seen."""
    answer = Answer.objects.select_for_update().get(pk=seen.pk)
    if answer.words != seen.words:
        return False
    BlackOut.objects.create(
        answer=answer,
        person=person,
        day=timezone.localdate(),
        characters=redaction.length_of(answer.words, chosen),
        reason=reason,
    )
    answer.words = redaction.without(answer.words, chosen)
    answer.save(update_fields=["words"])
    return True


def erase_answers_before(day: date) -> int:
    """Erase all answers of earlier days; the number of sheets that went."""
    expired = Response.objects.filter(day__lt=day)
    number = expired.count()
    expired.delete()
    return number
