"""What a line does not break: a date, an hour with its part of the day, the name of the city."""

import re
from functools import cache

from babel import Locale

from .dates import NBSP

CITY = r"San Jos[eé]"
DATES = {
    "vi": r"(?i:(?:ngày )?\d+ tháng \d+(?:,? năm \d+|, \d{4})?|(?:ngày|tháng|năm) \d+(?: năm \d+)?)"
    r"|\d:\d\d (?:sáng|trưa|chiều|tối)",
    "es": r"\d+ de (?:MONTH)(?: de \d+)?|(?:MONTH) de \d+|\d [ap]\. ?m\.",
    "en": r"(?:MONTH) \d+(?:, \d+)?|\d [ap]\.m\.",
}


# At the width of an old phone a longer name may break, or it would stand out of the page.
LONGEST_ON_ONE_LINE = 26


def whole(name: str) -> str:
    """A name that goes to the next line whole, rather than break in its middle."""
    return name.replace(" ", NBSP) if len(name) <= LONGEST_ON_ONE_LINE else name


def held_together(text: str, language: str) -> str:
    """The same text or HTML, with no-break spaces within what belongs together."""
    return held(language).sub(lambda found: found[0].replace(" ", NBSP), text)


@cache
def held(language: str) -> re.Pattern[str]:
    months = "|".join(Locale.parse(language, sep="-").months["format"]["wide"].values())
    dates = DATES.get(language, "").replace("MONTH", months)
    return re.compile("|".join(filter(None, [CITY, dates])))
