"""The parts of a row on its page. What somebody typed into a part that is gone is shown."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from . import shown_values
from .two_people import OPENED_WITH, digest, read_digests

Row = dict[str, list[str]]


def rows_sent(data: QueryDict, prefix: str, count: int) -> list[Row]:
    """What was sent of each part, by the name of the field."""
    rows: list[Row] = [{} for _number in range(count)]
    numbered = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,6}})-(.+)")
    for name, values in data.lists():
        match = numbered.fullmatch(name)
        if match and int(match[1]) < count:
            rows[int(match[1])][match[2]] = values
    return rows


def renumbered(data: QueryDict, prefix: str, old: list[Row], stored: int, new: list[Row]) -> Any:
    """The same data with only the rows that stay."""
    copy = data.copy()
    for number, row in enumerate(old):
        for name in row:
            del copy[f"{prefix}-{number}-{name}"]
    for number, row in enumerate(new):
        for name, values in row.items():
            copy.setlist(f"{prefix}-{number}-{name}", values)
    copy[f"{prefix}-{INITIAL_FORM_COUNT}"] = str(stored)
    copy[f"{prefix}-{TOTAL_FORM_COUNT}"] = str(len(new))
    return copy


class StaffFormSet(BaseInlineFormSet):
    """A part that was deleted, or may not be added any more, is set apart from the others."""

    data: Any
    prefix: str
    model: type[Model]
    initial_forms: list[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words_set_apart: list[str] = []
        self.keys_sent: list[str] = []
        if self.is_bound and self.management_form.is_valid():
            self.set_apart(self.management_form.cleaned_data)

    def set_apart(self, counts: dict[str, Any]) -> None:
        total = min(counts[TOTAL_FORM_COUNT], self.absolute_max)
        rows = rows_sent(self.data, self.prefix, total)
        stored, new = rows[: counts[INITIAL_FORM_COUNT]], rows[counts[INITIAL_FORM_COUNT] :]
        there = {str(part.pk) for part in super().get_queryset()}
        stay = [row for row in stored if key_of(self.model, row) in there]
        gone = [row for row in stored if key_of(self.model, row) not in there]
        if not self.max_num:
            gone, new = [*gone, *new], []
        self.keys_sent = [key_of(self.model, row) for row in stay]
        self.words_set_apart = [words for row in gone for words in self.words_typed(row)]
        if gone:
            self.data = renumbered(self.data, self.prefix, rows, len(stay), [*stay, *new])
            del self.management_form

    def words_typed(self, row: Row) -> list[str]:
        opened = read_digests(row.get(OPENED_WITH, [""])[-1])
        return [
            row[name][-1]
            for name, field in self.form.base_fields.items()
            if isinstance(field, forms.CharField) and name in row and row[name][-1].strip()
            and digest(row[name][-1]) != opened.get(name)
        ]  # fmt: skip

    def get_queryset(self) -> Any:
        """In the order in which they were sent, which is the order of the forms."""
        parts = super().get_queryset()
        if not self.is_bound:
            return parts
        by_key = {str(part.pk): part for part in parts}
        return [by_key[key] for key in self.keys_sent if key in by_key]

    def clean(self) -> None:
        super().clean()
        said = _(
            "“%(part)s” has not been deleted: %(person)s has changed it meanwhile. "
            "Save again to delete it."
        )
        errors: list[SafeString | str] = [
            said % {"part": form.instance, "person": form.colleague}
            for form in self.initial_forms
            if form.cleaned_data.get(DELETION_FIELD_NAME) and form.changed_meanwhile
        ]
        if self.words_set_apart:
            gone = _("The part that you wrote in is gone, or nothing can be added. You wrote:")
            errors.append(shown_values.with_words(gone, *self.words_set_apart))
        if errors:
            raise ValidationError([ValidationError(error) for error in errors])


def key_of(model: type[Model], row: Row) -> str:
    return row.get(model._meta.pk.name, [""])[-1]
