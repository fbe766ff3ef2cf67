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
    """`unit` and `as_draft` are given by the view."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unit: Unit
    as_draft = False

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        text = cleaned.get(self.unit.column) or ""
        if not text and not self.errors:
            self.add_error(self.unit.column, _("Please write the translation."))
        self.warnings = [] if self.as_draft or not text else warnings(self.unit, text)
        if self.warnings and cleaned.get("seen") != digest(text):
            # Said once; who sends the same words again has read it.
            self.data = {**cast(QueryDict, self.data).dict(), "seen": digest(text)}
            self.add_error(None, forms.ValidationError(self.warnings, code="warning"))
        return cleaned

    @property
    def only_warned(self) -> bool:
        return bool(self.errors) and not (self.errors.keys() - {"__all__"}) and bool(self.warnings)


def form_for(unit: Unit, request: HttpRequest, *, as_draft: bool) -> TranslationForm:
    pages = cast(StaffAdmin, admin.site._registry[BY_LABEL[unit.kind].page])

    def field(db_field: Field, **kwargs: Any) -> forms.Field | None:
        return pages.formfield_for_dbfield(db_field, request, **kwargs)

    made = forms.modelform_factory(
        type(unit.row), form=TranslationForm, fields=[unit.column], formfield_callback=field
    )
    form = cast(TranslationForm, made(request.POST or None, instance=unit.row))
    form.unit, form.as_draft = unit, as_draft
    return form
