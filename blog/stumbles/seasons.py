"""A title, a summary, a heading or an address that names another season than the one reported on.

Further down a text may well speak of another season: of what comes next, say.
"""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from blog.models import Period
from engagement.core import languages
from engagement.core.prose import plain
from engagement.core.slugs import readable_slug

from .post import Passage, Stumble, WholePost, heading_of, name_of, page_to_mend

# Of each language from winter on. “spring” and “fall” are ordinary words too in small letters.
NAMES = {
    "en": [r"(?i:winter)", "Spring", r"(?i:summer)", r"Fall|(?i:autumn)|(?:this|last) fall"],
    "es": ["(?i:invierno)", "(?i:primavera)", "(?i:verano)", "(?i:otoño)"],
    "vi": ["(?i:mùa đông)", "(?i:mùa xuân)", "(?i:mùa (?:hè|hạ))", "(?i:mùa thu)"],
}
IN_ADDRESS = [
    r"winter|invierno|mua-dong",
    r"spring|primavera|mua-xuan",
    r"summer|verano|mua-(?:he|ha)",
    r"fall|autumn|otono|mua-thu",
]
HEADING = re.compile(r"<h[1-6]>(.*?)</h[1-6]>", re.DOTALL)
END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def other_season(whole: WholePost) -> Iterator[Stumble]:
    right = seasons_of(whole.post.period)
    for passage in whole.written():
        for words in prominent(passage):
            if differs(named(words, passage.language), right):
                sentence = _("“%(words)s” names another season than the period, %(period)s.")
                yield passage.stumble(sentence % {"words": words, "period": whole.post.period})
    yield from other_year(whole)


def other_year(whole: WholePost) -> Iterator[Stumble]:
    right = years_of(whole.post.period)
    for passage in whole.written():
        words = passage.lines[0]
        if passage.field == "title" and differs({int(y) for y in YEAR.findall(words)}, right):
            sentence = _("“%(words)s” names another year than the period, %(period)s.")
            yield passage.stumble(sentence % {"words": words, "period": whole.post.period})


def other_season_in_address(whole: WholePost) -> Iterator[Stumble]:
    """The address of a published post stays, so there is nothing to mend."""
    post = whole.post
    if post.is_published:
        return
    seasons = set(matches(IN_ADDRESS, post.slug))
    years = {int(year) for year in YEAR.findall(post.slug)}
    if differs(seasons, seasons_of(post.period)) or differs(years, years_of(post.period)):
        sentence = _("“%(words)s” names another season or year than the period, %(period)s.")
        yield Stumble(
            heading_of(post),
            name_of(post, "slug"),
            sentence % {"words": post.slug, "period": post.period},
            f"{page_to_mend(post)}#id_slug",
        )


def differs(named: set[int], right: set[int]) -> bool:
    """A text that names the right one may name another beside it."""
    return bool(named) and not named & right


def prominent(passage: Passage) -> list[str]:
    """What is read first: short texts whole, of long ones the headings and the first sentence."""
    if passage.field in {"title", "summary"}:
        return passage.lines
    headings = [plain(heading) for heading in HEADING.findall(passage.html)]
    return [END_OF_SENTENCE.split(line)[0] for line in passage.lines[:1]] + headings


def named(words: str, language: str) -> set[int]:
    return set(matches(NAMES.get(language, []), words))


def matches(patterns: Iterable[str], words: str) -> Iterator[int]:
    for season, pattern in enumerate(patterns):
        if re.search(rf"\b(?:{pattern})\b", words):
            yield season


def seasons_of(period: Period) -> set[int]:
    """Those that its name gives; without any, those that its days lie in."""
    by_name = {
        season
        for code in languages.CODES
        for season in matches(IN_ADDRESS, readable_slug(period.stored_text("label", code)))
    }
    return by_name or {month % 12 // 3 for month in months_of(period)}


def months_of(period: Period) -> Iterator[int]:
    first, last = (day.year * 12 + day.month - 1 for day in (period.starts_on, period.ends_on))
    yield from (month % 12 + 1 for month in range(first, last + 1))


def years_of(period: Period) -> set[int]:
    labels = " ".join(period.stored_text("label", code) for code in languages.CODES)
    spanned = range(period.starts_on.year, period.ends_on.year + 1)
    return {*spanned, *(int(year) for year in YEAR.findall(labels))}
