"""A quarter has a season's span, and the name that each language gives it."""

from datetime import date

import pytest

from engagement.core.seasons import Season


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2026-03-01", "2026-03-01", "2026-05-31"),
        ("2026-08-31", "2026-06-01", "2026-08-31"),
        ("2026-11-30", "2026-09-01", "2026-11-30"),
        ("2025-12-01", "2025-12-01", "2026-02-28"),
        ("2026-01-01", "2025-12-01", "2026-02-28"),
        ("2028-02-29", "2027-12-01", "2028-02-29"),
    ],
)
def test_a_season_has_three_whole_months(day: str, first: str, last: str) -> None:
    season = Season.of(date.fromisoformat(day))
    assert (season.first_day.isoformat(), season.last_day.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("today", "first"),
    [
        ("2026-05-01", "2026-03-01"),
        ("2026-05-31", "2026-03-01"),
        ("2026-06-01", "2026-03-01"),
        ("2026-07-31", "2026-03-01"),
        ("2026-08-01", "2026-06-01"),
        ("2026-01-31", "2025-09-01"),
        ("2026-02-01", "2025-12-01"),
        ("2026-04-30", "2025-12-01"),
    ],
)
def test_a_season_is_reported_from_its_last_month_on(today: str, first: str) -> None:
    assert Season.to_report(date.fromisoformat(today)).first_day.isoformat() == first


def test_the_seasons_before_follow_without_a_gap() -> None:
    season = Season.of(date(2026, 4, 1))
    for _ in range(5):
        assert (season.first_day - season.before().last_day).days == 1
        season = season.before()
    assert season.first_day == date(2024, 12, 1)


@pytest.mark.parametrize(
    ("day", "vi", "es", "en"),
    [
        ("2026-03-01", "Mùa xuân năm 2026", "primavera de 2026", "Spring 2026"),
        ("2026-06-01", "Mùa hè năm 2026", "verano de 2026", "Summer 2026"),
        ("2026-09-01", "Mùa thu năm 2026", "otoño de 2026", "Fall 2026"),
        ("2025-12-01", "Mùa đông năm 2025–26", "invierno de 2025–26", "Winter 2025–26"),
        ("2099-12-01", "Mùa đông năm 2099–00", "invierno de 2099–00", "Winter 2099–00"),
    ],
)
def test_each_language_names_a_season_its_own_way(day: str, vi: str, es: str, en: str) -> None:
    season = Season.of(date.fromisoformat(day))
    assert [season.name(code) for code in ("vi", "es", "en")] == [vi, es, en]
