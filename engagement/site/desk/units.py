"""A unit of translation: one text of one row in one language, and what it is to stand for."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from auditlog.models import LogEntry
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from modeltranslation.utils import build_localized_fieldname

from engagement.core.prose import ProseField, plain
from engagement.core.reviews import Review, State, digest
from engagement.core.texts import TranslatedModel
from engagement.core.word_difference import difference

from .sentences import Change, changes

# What a reader meets first: names of things, then what sums them up.
HEADINGS = {"title", "name", "label", "wording", "promise"}
SUMMARIES = {"in_short", "summary"}


@dataclass(frozen=True)
class Unit:
    row: TranslatedModel
    field: str
    language: str
    is_public: bool = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unit) and self.address == other.address

    @property
    def column(self) -> str:
        return build_localized_fieldname(self.field, self.language)

    @property
    def state(self) -> State:
        return self.row.state_of(self.field, self.language)

    @property
    def review(self) -> Review | None:
        return self.row.review_of(self.field, self.language)

    @property
    def original(self) -> str:
        return self.row.original(self.field)

    @property
    def original_language(self) -> str:
        return self.row.language_of_original(self.field)

    @property
    def translation(self) -> str:
        return self.row.stored_text(self.field, self.language)

    @property
    def is_rich(self) -> bool:
        return isinstance(self.row._meta.get_field(self.column), ProseField)

    @property
    def kind(self) -> str:
        return self.row._meta.label_lower

    @property
    def kind_name(self) -> str:
        return capfirst(str(self.row._meta.verbose_name))

    @property
    def label(self) -> str:
        return capfirst(str(self.row._meta.get_field(self.field).verbose_name))  # type: ignore[union-attr]

    @property
    def address(self) -> str:
        return reverse("translate_text", args=[self.kind, self.row.pk, self.field, self.language])

    @cached_property
    def former_original(self) -> str | None:
        """What the review was held against, from the record of changes; None if it is not there."""
        if self.state != State.OUT_OF_DATE or self.review is None:
            return None
        column = build_localized_fieldname(self.field, self.original_language)
        entries = LogEntry.objects.get_for_object(self.row).filter(changes__has_key=column)
        before = (entry.changes_dict[column][0] or "" for entry in entries)
        return next((text for text in before if digest(text) == self.review.original), None)

    @cached_property
    def changes(self) -> list[Change]:
        """Sentence by sentence; empty where it is not known what it said before."""
        if self.former_original is None:
            return []
        return changes(self.former_original, self.original)

    @property
    def marked_changes(self) -> list[SafeString]:
        return [difference(change.before, change.now) for change in self.changes]

    @cached_property
    def words(self) -> int:
        """Those of the original that are to be translated: of a known change only the new ones."""
        new = [change.now for change in self.changes] or [plain(self.original)]
        return sum(len(sentence.split()) for sentence in new)

    @property
    def order(self) -> tuple[Any, ...]:
        rank = 0 if self.field in HEADINGS else 1 if self.field in SUMMARIES else 2
        return rank, not self.is_public
