"""How far a translation can be trusted: derived from what was reviewed, never stored as such.

Beside its texts a row keeps, for each column that somebody reviewed, the digest of that text, the
digest of the original it was held against, and by whom and when. A text without such a record, or
changed since without one, is a draft; one whose original is another by now is out of date.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple, Self

from django.db import models
from django.db.models import CharField, F, Func, Q, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils.translation import pgettext_lazy

DIGITS = 16


class State(models.TextChoices):
    """Of one text in one language."""

    NOT_NEEDED = "not_needed", pgettext_lazy("translation", "Not needed")
    ORIGINAL = "original", pgettext_lazy("translation", "The original")
    MISSING = "missing", pgettext_lazy("translation", "Missing")
    DRAFT = "draft", pgettext_lazy("translation", "Draft, not reviewed")
    OUT_OF_DATE = "out_of_date", pgettext_lazy("translation", "Out of date")
    REVIEWED = "reviewed", pgettext_lazy("translation", "Reviewed")

    @property
    def is_read(self) -> bool:
        """Whether readers get this text, and not the original in its place."""
        return self in {State.ORIGINAL, State.OUT_OF_DATE, State.REVIEWED}

    @property
    def is_unfinished(self) -> bool:
        return self in {State.MISSING, State.DRAFT, State.OUT_OF_DATE}


class Review(NamedTuple):
    """What is kept of one: digests, the key of a person if it was one, and the moment."""

    text: str
    original: str
    by: int | None
    at: str
    # The original was changed a little, and somebody said that the translation still holds.
    still_holds: bool = False

    @classmethod
    def of(cls, text: str, original: str, by: int | None, at: datetime, **more: Any) -> Self:
        return cls(digest(text), digest(original), by, at.isoformat(timespec="seconds"), **more)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:DIGITS]


class Digest(Func):
    """The same, made by the database."""

    template = (
        f"coalesce(left(encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex'), {DIGITS}), '')"
    )
    output_field = CharField()


def kept(column: str, part: str) -> Coalesce:
    record = KeyTransform(column, "reviews")
    return Coalesce(KeyTextTransform(part, record), Value(""), output_field=CharField())


def is_reviewed(column: str, original: str) -> Q:
    """The rows in which that column was reviewed against what the original says now."""
    text = Exact(kept(column, "text"), Digest(F(column)))
    return Q(text) & Q(Exact(kept(column, "original"), Digest(F(original))))
