"""Keeping a sheet exactly once, however simultaneously it is sent."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from surveys.models import Answer, Response
from surveys.services import Outcome, Sheet, keep
from tests.builders import make_survey

THREADS = 12


def sheet(**words: str) -> Sheet:
    version = make_survey("One?", "Two?").versions.get()
    first = version.questions.all()[0]
    return Sheet(key=uuid4(), version=version, language="vi", words={first.pk: words["first"]})


def at_once(sheets: list[Sheet]) -> list[Outcome]:
    """Keep all of them at the same moment, on as many connections as the pool has."""
    together = Barrier(len(sheets))

    def send(one: Sheet) -> Outcome:
        together.wait(timeout=20)
        try:
            return keep(one)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sheets)) as threads:
        return list(threads.map(send, sheets))


@pytest.mark.django_db(transaction=True)
def test_the_same_sheet_from_twelve_hands_at_once_is_one_response() -> None:
    outcomes = at_once([sheet(first="Nhiều cây hơn")] * THREADS)
    assert outcomes.count(Outcome.KEPT) == 1
    assert outcomes.count(Outcome.KEPT_BEFORE) == THREADS - 1
    assert Response.objects.count() == 1
    assert Answer.objects.get().words == "Nhiều cây hơn"


@pytest.mark.django_db(transaction=True)
def test_other_words_under_the_same_key_at_once_never_mix() -> None:
    one = sheet(first="hers")
    other = Sheet(one.key, one.version, "vi", dict.fromkeys(one.words, "his"))
    outcomes = at_once([one, other] * (THREADS // 2))
    assert outcomes.count(Outcome.KEPT) == 1
    assert outcomes.count(Outcome.OTHER_WORDS) == THREADS // 2
    assert Response.objects.count() == Answer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_different_sheets_at_once_are_all_kept() -> None:
    first = sheet(first="words")
    sheets = [Sheet(uuid4(), first.version, "vi", first.words) for _ in range(THREADS)]
    assert at_once(sheets) == [Outcome.KEPT] * THREADS
    assert Answer.objects.count() == THREADS


@pytest.mark.django_db
def test_a_sheet_is_kept_whole_or_not_at_all() -> None:
    one = sheet(first="words")
    broken = Sheet(one.key, one.version, "vi", {**one.words, next(iter(one.words)): "a\0b"})
    with pytest.raises(Exception, match="NUL"):
        keep(broken)
