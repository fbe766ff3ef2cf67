"""Dates are words in the reader's language and in the library's time, never 05/09/2023."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from engagement.core import dates


def read(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "9 tháng 5, 2023, 6:36 tối"),
        ("en", "May 9, 2023, 6:36 p.m."),
        ("es", "9 de mayo de 2023, 6:36 p. m."),
    ],
)
def test_a_moment_reads_as_a_person_would_write_it(language: str, words: str) -> None:
    assert read(dates.moment_in_words(at(2023, 5, 10, 1, 36), language)) == words


@pytest.mark.parametrize("language", ["vi", "en", "es"])
def test_neither_a_day_nor_a_time_is_broken_across_lines(language: str) -> None:
    day, clock = dates.moment_in_words(at(2023, 5, 10, 1, 36), language).rsplit(", ", 1)
    assert " " not in day.replace(", ", ",") + clock


@pytest.mark.parametrize(
    ("moment", "vi", "es", "en"),
    [
        # Midnight, the last minute of the morning, noon, one, six and the end of the day.
        (at(2026, 7, 1, 7, 0), "12:00 sáng", "12:00 a. m.", "12:00 a.m."),
        (at(2026, 7, 1, 18, 59), "11:59 sáng", "11:59 a. m.", "11:59 a.m."),
        (at(2026, 7, 1, 19, 0), "12:00 trưa", "12:00 p. m.", "12:00 p.m."),
        (at(2026, 7, 1, 20, 0), "1:00 chiều", "1:00 p. m.", "1:00 p.m."),
        (at(2026, 7, 2, 1, 0), "6:00 tối", "6:00 p. m.", "6:00 p.m."),
        (at(2026, 7, 2, 6, 5), "11:05 tối", "11:05 p. m.", "11:05 p.m."),
    ],
)
def test_the_part_of_the_day_is_named_as_each_language_does(
    moment: datetime, vi: str, es: str, en: str
) -> None:
    said = [read(dates.time_in_words(moment, language)) for language in ("vi", "es", "en")]
    assert said == [vi, es, en]


@pytest.mark.parametrize(
    ("moment", "words", "zone"),
    [
        (at(2026, 11, 1, 8, 30), "November 1, 2026, 1:30 a.m.", "Pacific Daylight Time"),
        (at(2026, 11, 1, 9, 30), "November 1, 2026, 1:30 a.m.", "Pacific Standard Time"),
        (at(2026, 11, 1, 20, 0), "November 1, 2026, 12:00 p.m.", "Pacific Standard Time"),
        (at(2027, 3, 14, 9, 59), "March 14, 2027, 1:59 a.m.", "Pacific Standard Time"),
        (at(2027, 3, 14, 10, 0), "March 14, 2027, 3:00 a.m.", "Pacific Daylight Time"),
    ],
)
def test_the_clocks_change_where_the_library_is(moment: datetime, words: str, zone: str) -> None:
    assert read(dates.moment_in_words(moment, "en")) == words
    assert dates.zone_name(moment, "en") == zone


def test_the_zone_is_named_in_the_readers_language() -> None:
    names = {code: dates.zone_name(at(2026, 7, 1), code) for code in ("vi", "es", "en")}
    assert names["en"] == "Pacific Daylight Time"
    assert "Thái Bình Dương" in names["vi"]
    assert "Pacífico" in names["es"]


@pytest.mark.parametrize(
    ("language", "weekday", "month"),
    [
        ("vi", "Thứ Ba", "Tháng 5, 2023"),
        ("es", "Martes", "Mayo de 2023"),
        ("en", "Tuesday", "May 2023"),
    ],
)
def test_weekdays_and_months_begin_a_heading(language: str, weekday: str, month: str) -> None:
    assert dates.weekday(date(2023, 5, 9), language) == weekday
    assert dates.month_in_words(date(2023, 5, 9), language) == month


def test_languages_are_named_and_joined_in_the_readers_language() -> None:
    names = [dates.language_name(code, "es") for code in ("vi", "es", "en")]
    assert dates.join_words(names, "es") == "vietnamita, español e inglés"
    assert dates.join_words(["one"], "en") == "one"
    assert dates.join_words([], "en") == ""
    assert dates.language_name("ase", "vi") == "ngôn ngữ ký hiệu Mỹ"
    assert dates.language_name("ase", "es") == "lengua de señas americana"


@pytest.mark.parametrize(
    ("day", "years", "before"),
    [
        (date(2026, 7, 1), 3, date(2023, 7, 1)),
        (date(2024, 2, 29), 4, date(2020, 2, 29)),
        (date(2024, 2, 29), 3, date(2021, 3, 1)),
    ],
)
def test_the_same_day_years_before_exists(day: date, years: int, before: date) -> None:
    assert dates.years_before(day, years) == before


def test_of_two_moments_with_the_same_clock_the_first_is_meant() -> None:
    first = dates.moment(date(2026, 11, 1), time(1, 30))
    assert first.astimezone(UTC) == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(ValidationError, match="skip this time"):
        dates.moment(date(2027, 3, 14), time(2, 30))
    assert dates.moment(date(2027, 3, 14), time(3, 0))
