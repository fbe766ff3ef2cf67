"""The forms of staff pages: errors that are seen, columns that are closed, parts of a whole."""

from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from .audit import actor
from .staff_parts import StaffFormSet
from .texts import TranslatedModel
from .two_people import ComparedForm


class StaffForm(ComparedForm):
    """An error about a field that is not on this form is said at its top, not raised.

    Where `open_columns` is set nothing else can be changed, whatever is sent.
    """

    open_columns: frozenset[str] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = isinstance(self.instance, TranslatedModel) and not self.instance._state.adding
        self.first_in = self.instance.source_language if stored else ""
        if self.open_columns is not None:
            self.close_all_but(self.open_columns)

    def close_all_but(self, columns: frozenset[str]) -> None:
        for name in self.fields.keys() - columns:
            field = self.fields[name]
            field.disabled = True
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                # What stands there is shown, also where this person could not choose it; nothing
                # else is, of which they may not know.
                stands = self.get_initial_for_field(field, name)
                field.queryset = field.queryset.model._default_manager.filter(pk=stands)
        self._meta = copy(self._meta)
        self._meta.fields = sorted(columns)

    def save(self, commit: bool = True) -> Any:
        if isinstance(self.instance, TranslatedModel):
            if self.first_in not in {"", self.instance.source_language}:
                self.instance.another_original(self.first_in)
            self.instance.typed(self.changed_data, actor())
        return super().save(commit)

    def add_error(self, field: str | None, error: Any) -> None:
        if field is None and hasattr(error, "error_dict"):
            shown: dict[str, list[ValidationError]] = {}
            for name, errors in error.error_dict.items():
                place = name if name in self.fields else NON_FIELD_ERRORS
                shown.setdefault(place, []).extend(errors)
            error = ValidationError(shown)
        super().add_error(field, error)


class PartForm(StaffForm):
    """A part of something larger, written first in the same language as the whole."""

    language_changed = False

    def __init__(self, *args: Any, whole: TranslatedModel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whole = whole

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        before = self.instance.source_language
        self.instance.source_language = self.whole.source_language
        self.language_changed = before != self.instance.source_language and bool(self.instance.pk)
        return cleaned

    def has_changed(self) -> bool:
        return self.language_changed or super().has_changed()


class PartFormSet(StaffFormSet):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "whole": self.instance}
