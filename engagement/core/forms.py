"""One accessible field and one error summary for every public form."""

import unicodedata
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.renderers import TemplatesSetting

from .slugs import current_slug

LONGEST_KEY = 18


class Renderer(TemplatesSetting):
    field_template_name = "core/form/field.html"


class PublicForm(forms.Form):
    """A form without authority: no CSRF token, no account, and nothing typed is ever lost."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


def as_typed(value: Any) -> str:
    """Words as they were typed, but for the form of Unicode and how lines end."""
    words = str(value or "").replace("\r\n", "\n").replace("\0", "")
    return unicodedata.normalize("NFC", words)


def whole_number(typed: str) -> int | None:
    """A key from a button's value; what no row could have as its key is none."""
    is_key = typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_KEY
    return int(typed) if is_key else None


class SlugChoiceField(forms.ModelChoiceField):
    """By the slug of now or a former one: calendars stay subscribed to an address for years."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, to_field_name="slug", **kwargs)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            slug = current_slug(cast(QuerySet, self.queryset).model, str(value))
            if slug is None:
                raise
            return super().to_python(slug)
