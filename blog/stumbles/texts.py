"""Texts that are missing or too long."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .post import Passage, Stumble, WholePost

# A reader takes in so many at a glance; Vietnamese writes its syllables apart.
LONGEST_IN_SHORT = {"vi": 200}
LONGEST_IN_SHORT_ELSEWHERE = 160
# What a post is poorer without, in the language that it was written in first.
EXPECTED = {"title", "summary", "in_short", "body"}


def empty(whole: WholePost) -> Iterator[Stumble]:
    for passage in whole.passages:
        if passage.field in EXPECTED and passage.is_original and not passage.lines:
            yield passage.stumble(_("Nothing is written here yet."))


def untranslated(whole: WholePost) -> Iterator[Stumble]:
    for passage in whole.passages:
        if not passage.lines and not passage.is_original and has_original(passage):
            yield passage.stumble(
                _("Not translated: its readers get the original, marked as such.")
            )


def has_original(passage: Passage) -> bool:
    return bool(Passage(passage.owner, passage.field, passage.owner.source_language).lines)


def long_in_short(whole: WholePost) -> Iterator[Stumble]:
    for passage in whole.written():
        words = sum(len(line.split()) for line in passage.lines)
        most = LONGEST_IN_SHORT.get(passage.language, LONGEST_IN_SHORT_ELSEWHERE)
        if passage.field == "in_short" and words > most:
            sentence = _("It has %(words)s words; more than %(most)s are no longer short.")
            yield passage.stumble(sentence % {"words": words, "most": most})
