"""The state of a translation: what brings it about, what a reader gets, what the database finds."""

from collections.abc import Callable

import pytest
from django.utils.translation import override

from engagement.core.reviews import State
from outreach.models import EventKind
from tests.site.staff import make_person

pytestmark = pytest.mark.django_db

LANGUAGES = ("vi", "es", "en")


def kind(**names: str) -> EventKind:
    made = EventKind(source_language="en", slug="market")
    made.set_texts(name=names or {"en": "Market", "vi": "Chợ", "es": "Mercado"})
    made.set_texts(title={"en": "Meet us", "vi": "Gặp nhau", "es": "Véanos"})
    made.save()
    return made


def states(row: EventKind, field: str = "name") -> list[State]:
    """As it stands in the database, in Vietnamese, Spanish and English."""
    stored = EventKind.objects.get(pk=row.pk)
    return [stored.state_of(field, code) for code in LANGUAGES]


def nothing(row: EventKind) -> None:
    pass


def empty_vi(row: EventKind) -> None:
    row.set_texts(name={"vi": ""})


def fill_vi(row: EventKind) -> None:
    row.fill("name", "vi", "Cái chợ")


def review_filled_vi(row: EventKind) -> None:
    row.fill("name", "vi", "Cái chợ")
    row.reviewed("name", "vi")


def change_original(row: EventKind) -> None:
    row.set_texts(name={"en": "Farmers market"})


def change_original_and_vi(row: EventKind) -> None:
    row.set_texts(name={"en": "Farmers market", "vi": "Chợ nông sản"})


def say_that_vi_still_holds(row: EventKind) -> None:
    change_original(row)
    row.reviewed("name", "vi", still_holds=True)


def change_original_there_and_back(row: EventKind) -> None:
    change_original(row)
    row.set_texts(name={"en": "Market"})


def empty_original(row: EventKind) -> None:
    row.set_texts(name={"en": ""})


def fill_a_stale_one(row: EventKind) -> None:
    change_original(row)
    row.fill("name", "vi", "Cái chợ")


CASES: list[tuple[Callable[[EventKind], None], str, str]] = [
    (nothing, "reviewed", "reviewed"),
    (empty_vi, "missing", "reviewed"),
    (fill_vi, "draft", "reviewed"),
    (review_filled_vi, "reviewed", "reviewed"),
    (change_original, "out_of_date", "out_of_date"),
    (change_original_and_vi, "reviewed", "out_of_date"),
    (say_that_vi_still_holds, "reviewed", "out_of_date"),
    (change_original_there_and_back, "reviewed", "reviewed"),
    (fill_a_stale_one, "draft", "out_of_date"),
]


@pytest.mark.parametrize(("change", "vi", "es"), CASES)
def test_what_makes_a_translation_what_it_is(
    change: Callable[[EventKind], None], vi: str, es: str
) -> None:
    row = kind()
    change(row)
    row.save()
    assert states(row) == [vi, es, "original"]
    for code, state in (("vi", vi), ("es", es)):
        found = EventKind.objects.filter(EventKind.unfinished_in(code)).exists()
        assert found == State(state).is_unfinished
    assert not EventKind.objects.filter(EventKind.unfinished_in("en")).exists()


def test_where_nothing_is_written_nothing_is_needed() -> None:
    row = kind()
    assert states(row, "what_to_expect") == ["not_needed", "not_needed", "original"]
    row.set_texts(what_to_expect={"vi": "Chỉ có bằng tiếng Việt"})
    row.save()
    assert states(row, "what_to_expect") == ["original", "not_needed", "original"]
    assert str(row.text("what_to_expect", "vi")) == "Chỉ có bằng tiếng Việt"


@pytest.mark.parametrize(
    ("change", "words", "language", "newer"),
    [
        (nothing, "Chợ", "vi", ""),
        (empty_vi, "Market", "en", ""),
        (fill_vi, "Market", "en", ""),
        (change_original, "Chợ", "vi", "en"),
    ],
)
def test_what_a_reader_gets(
    change: Callable[[EventKind], None], words: str, language: str, newer: str
) -> None:
    row = kind()
    change(row)
    with override("vi"):
        text = row.text("name")
    assert (text.value, text.language, text.outdated_by) == (words, language, newer)
    assert ("vi" in row.languages()) == (language == "vi")


def test_it_is_kept_by_whom_when_and_that_it_still_holds() -> None:
    row, person = kind(), make_person("lan")
    row.reviewed("name", "vi", person, still_holds=True)
    review = row.review_of("name", "vi")
    assert review
    assert (review.by, review.still_holds) == (person.pk, True)
    assert review.at.startswith("20")
    assert row.review_of("name", "en") is None


def test_a_text_that_was_written_past_every_form_is_a_draft() -> None:
    row = kind()
    EventKind.objects.filter(pk=row.pk).update(name_es="El mercado")
    assert states(row) == ["reviewed", "draft", "original"]


def test_another_original_leaves_reviewed_what_stood_for_the_former_one() -> None:
    row = kind()
    row.source_language = "vi"
    row.another_original("en")
    row.save()
    assert states(row) == ["original", "reviewed", "reviewed"]
    assert states(row, "title") == ["original", "reviewed", "reviewed"]


def test_an_original_that_nobody_held_against_the_former_one_vouches_for_nothing() -> None:
    row = kind()
    row.fill("name", "vi", "Cái chợ")
    row.source_language = "vi"
    row.another_original("en")
    row.save()
    assert states(row) == ["original", "out_of_date", "draft"]
