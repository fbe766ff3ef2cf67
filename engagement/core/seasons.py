"""The seasons in which a library reports, with a name in each language (winter spans two years)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.utils.translation import get_language

MONTHS = 3
# From winter on, as the seasons' first days follow one another from December.
NAMES: dict[str, tuple[str, str, str, str]] = {
    "vi": ("Mùa đông năm {}", "Mùa xuân năm {}", "Mùa hè năm {}", "Mùa thu năm {}"),
    "es": ("invierno de {}", "primavera de {}", "verano de {}", "otoño de {}"),
    "en": ("Winter {}", "Spring {}", "Summer {}", "Fall {}"),
}


@dataclass(frozen=True)
class Season:
    first_day: date

    def __str__(self) -> str:
        return self.name(get_language() or "en")

    @classmethod
    def of(cls, day: date) -> Self:
        """The season that a day lies in."""
        months = day.year * 12 + day.month - 1
        year, month = divmod(months - day.month % MONTHS, 12)
        return cls(date(year, month + 1, 1))

    @classmethod
    def to_report(cls, today: date) -> Self:
        """The season that is in its last month, else the one before."""
        season = cls.of(today)
        return season if season.last_day.month == today.month else season.before()

    def before(self) -> Self:
        return type(self).of(self.first_day - timedelta(days=1))

    @property
    def last_day(self) -> date:
        next_month = self.first_day.replace(day=28) + timedelta(days=31 * MONTHS)
        return next_month.replace(day=1) - timedelta(days=1)

    def name(self, language: str) -> str:
        """As it stands in a title; a language without names of its own gets the English ones."""
        names = NAMES.get(language, NAMES["en"])
        return names[self.first_day.month % 12 // MONTHS].format(self.years())

    def years(self) -> str:
        first, last = self.first_day.year, self.last_day.year
        return str(first) if first == last else f"{first}–{last % 100:02}"
