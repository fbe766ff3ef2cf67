"""Texts that are missing or too long."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from engagement.core.reviews import State

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


def unfinished(whole: WholePost) -> Iterator[Stumble]:
    """With what their readers will be told."""
    said = {
        State.MISSING: _("Not translated: its readers get the original, marked as such."),
        State.DRAFT: _("Nobody has reviewed it: its readers get the original, marked as such."),
        State.OUT_OF_DATE: _("The original has changed since: its readers are told so."),
    }
    for passage in whole.passages:
        if passage.state in said and has_original(passage):
            is_there = passage.state != State.MISSING
            yield passage.stumble(said[passage.state], passage.desk if is_there else "")


def has_original(passage: Passage) -> bool:
    return bool(Passage(passage.owner, passage.field, passage.owner.source_language).lines)


def long_in_short(whole: WholePost) -> Iterator[Stumble]:
    for passage in whole.written():
        words = sum(len(line.split()) for line in passage.lines)
        most = LONGEST_IN_SHORT.get(passage.language, LONGEST_IN_SHORT_ELSEWHERE)
        if passage.field == "in_short" and words > most:
            sentence = _("It has %(words)s words; more than %(most)s are no longer short.")
            yield passage.stumble(sentence % {"words": words, "most": most})
