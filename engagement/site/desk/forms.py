"""The one form of the desk: a text in one language, and whether a warning was heeded."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from engagement.core.admin_base import StaffAdmin
from engagement.core.reviews import digest
from engagement.core.staff_forms import StaffForm

from .checks import warnings
from .queue import BY_LABEL
from .units import Unit


class TranslationForm(StaffForm):
    """`unit` is given, and the button that was pressed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unit: Unit
    step = ""

    @property
    def as_draft(self) -> bool:
        return self.step == "_draft"

    @property
    def still_holds(self) -> bool:
        """Only words that are left as they are can be said to hold still."""
        return self.step == "_holds" and self.unit.column not in self.changed_data

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        text = cleaned.get(self.unit.column) or ""
        if not text and not self.errors:
            self.add_error(self.unit.column, _("Please write the translation."))
        is_asked = bool(text) and not self.as_draft and not self.still_holds
        self.warnings = warnings(self.unit, text) if is_asked else []
        if self.warnings and cleaned.get("seen") != digest(text):
            # Said once; who sends the same words again has read it.
            self.data = {**cast(QueryDict, self.data).dict(), "seen": digest(text)}
            self.add_error(None, forms.ValidationError(self.warnings, code="warning"))
        return cleaned

    @property
    def only_warned(self) -> bool:
        return bool(self.errors) and not (self.errors.keys() - {"__all__"}) and bool(self.warnings)


STEPS = ("_reviewed", "_draft", "_holds")


def form_for(unit: Unit, request: HttpRequest) -> TranslationForm:
    pages = cast(StaffAdmin, admin.site._registry[BY_LABEL[unit.kind].page])

    def field(db_field: Field, **kwargs: Any) -> forms.Field | None:
        return pages.formfield_for_dbfield(db_field, request, **kwargs)

    made = forms.modelform_factory(
        type(unit.row), form=TranslationForm, fields=[unit.column], formfield_callback=field
    )
    form = cast(TranslationForm, made(request.POST or None, instance=unit.row))
    form.unit = unit
    form.step = next((step for step in STEPS if step in request.POST), "")
    return form
