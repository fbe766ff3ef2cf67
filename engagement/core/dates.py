"""Dates, languages and numbers in words, in a reader's language and on the library's clocks."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_decimal
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

NBSP = "\N{NO-BREAK SPACE}"
BEFORE_I = re.compile(r"h?i(?!e)", re.IGNORECASE)

DATE = {"vi": "d 'tháng' M, y", "es": "d 'de' MMMM 'de' y", "en": "MMMM d, y"}
MONTH = {"vi": "'Tháng' M, y", "es": "MMMM 'de' y", "en": "MMMM y"}


def locale(language: str | None = None) -> Locale:
    return Locale.parse(language or get_language() or "en", sep="-")


def local(moment: datetime) -> datetime:
    return timezone.localtime(moment)


def moment(day: date, clock: time) -> datetime:
    """A time on the library's clocks; of the two in the autumn hour that they repeat, the first.

    Raises ValidationError in the hour that they skip in spring.
    """
    there = datetime.combine(day, clock, timezone.get_default_timezone())
    back = there.astimezone(UTC).astimezone(there.tzinfo)
    if back.replace(tzinfo=None) != there.replace(tzinfo=None):
        raise ValidationError(
            _("The clocks go forward that night and skip this time. Please choose another one.")
        )
    return there


def pattern(patterns: dict[str, str], loc: Locale) -> str:
    """A language without a pattern of its own gets CLDR's long one."""
    return patterns.get(loc.language, "long")


def day_in_words(day: date, language: str | None = None) -> str:
    loc = locale(language)
    return format_date(day, pattern(DATE, loc), locale=loc).replace(" ", NBSP)


def weekday(day: date, language: str | None = None) -> str:
    name = format_date(day, "EEEE", locale=locale(language))
    return name[:1].upper() + name[1:]


def month_in_words(day: date, language: str | None = None) -> str:
    loc = locale(language)
    words = format_date(day, MONTH.get(loc.language, "LLLL y"), locale=loc)
    return words[:1].upper() + words[1:]


def month_name(day: date, language: str | None = None) -> str:
    """The month alone, short where the language has a natural short form."""
    loc = locale(language)
    name = format_date(day, "LLLL" if loc.language == "vi" else "LLL", locale=loc)
    return name[:1].upper() + name[1:]


def vietnamese_part_of_day(hour: int) -> str:
    if hour == 12:
        return "trưa"
    return "sáng" if hour < 12 else "chiều" if hour < 18 else "tối"


# How each language names the half or the part of the day after a clock of twelve hours.
PARTS_OF_DAY: dict[str, Callable[[int], str]] = {
    "vi": vietnamese_part_of_day,
    "es": lambda hour: f"a.{NBSP}m." if hour < 12 else f"p.{NBSP}m.",
    "en": lambda hour: "a.m." if hour < 12 else "p.m.",
}


def time_in_words(moment: datetime, language: str | None = None) -> str:
    loc = locale(language)
    there = local(moment)
    if loc.language not in PARTS_OF_DAY:
        return format_time(there, "short", locale=loc)
    clock = f"{(there.hour - 1) % 12 + 1}:{there.minute:02}"
    return f"{clock}{NBSP}{PARTS_OF_DAY[loc.language](there.hour)}"


def moment_in_words(moment: datetime, language: str | None = None) -> str:
    return f"{day_in_words(local(moment).date(), language)}, {time_in_words(moment, language)}"


def zone_name(moment: datetime, language: str | None = None) -> str:
    """The zone's name with its summer or winter time, as in "Pacific Daylight Time"."""
    there = local(moment)
    return get_timezone_name(there, width="long", locale=locale(language))


# What CLDR does not name, or names otherwise than the city does.
OWN_NAMES = {
    ("vi", "zh"): "tiếng Hoa",
    ("vi", "ase"): "ngôn ngữ ký hiệu Mỹ",
    ("es", "ase"): "lengua de señas americana",
}


def language_name(code: str, language: str | None = None) -> str:
    """A language's name as it stands within a sentence."""
    loc = locale(language)
    if own := OWN_NAMES.get((loc.language, code)):
        return own
    name = loc.languages.get(code) or Locale.parse("en").languages.get(code, code)
    # CLDR capitalises as for a list of its own.
    return name[:1].lower() + name[1:] if loc.language == "vi" else name


def in_figures(number: int, language: str | None = None) -> str:
    return format_decimal(number, locale=locale(language))


def join_words(words: list[str], language: str | None = None) -> str:
    loc = locale(language)
    joined = format_list(words, locale=loc) if words else ""
    if loc.language == "es" and len(words) > 1 and BEFORE_I.match(words[-1]):
        # CLDR writes "español y inglés"; before the sound i it is "e".
        return f"{joined.removesuffix(f' y {words[-1]}')} e {words[-1]}"
    return joined


def years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28) + timedelta(days=1)
