"""A stored value as staff read it: labels for choices, words for dates, rich text as rich text."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_prose_editor.fields import ProseEditorField
from django_prose_editor.widgets import AdminProseEditorWidget

from . import dates, prose
from .staff_inputs import ColumnLabel

NOTHING = "–"


def label(model: type[models.Model], name: str) -> str:
    """“Title (Español)”; for the rows that point to this one, what they are."""
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name_of_pointing_rows(model, name)
    if hasattr(field, "translated_field"):
        return ColumnLabel(capfirst(str(field.translated_field.verbose_name)), field.language)
    named = field.verbose_name if hasattr(field, "verbose_name") else name
    if field.is_relation and not isinstance(named, Promise):
        # The whole that a part belongs to.
        named = field.related_model._meta.verbose_name
    return capfirst(str(named))


def name_of_pointing_rows(model: type[models.Model], name: str) -> str:
    for link in model._meta.related_objects:
        if link.field.name == name:
            return capfirst(str(link.related_model._meta.verbose_name_plural))
    return name


def in_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return dates.moment_in_words(value)
    if isinstance(value, date):
        return dates.day_in_words(value)
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    return str(value) if value not in (None, "") else NOTHING


def rich(html: str) -> SafeString:
    """Sanitised once more: what stands there may have come by another way than a form."""
    return format_html('<div class="rich">{}</div>', mark_safe(prose.sanitized(html)))


def of_field(bound: forms.BoundField, value: Any) -> SafeString:
    """The stored value of a form's field."""
    if isinstance(bound.field.widget, AdminProseEditorWidget) and value:
        return rich(value)
    return format_html('<div class="plain-words">{}</div>', chosen(bound.field, value))


def chosen(field: forms.Field, value: Any) -> str:
    many = value if isinstance(value, list | tuple | models.QuerySet) else [value]
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        keys = [getattr(one, "pk", one) for one in many if one is not None]
        found = field.queryset.model._default_manager.filter(pk__in=keys)
        return dates.join_words([field.label_from_instance(one) for one in found]) or NOTHING
    if isinstance(field, forms.ChoiceField):
        names: dict[Any, Any] = dict(field.choices)  # type: ignore[arg-type]
        return dates.join_words([str(names.get(one, one)) for one in many if one]) or NOTHING
    return in_words(value)


def joined(labels: Iterable[Any]) -> SafeString:
    return format_html_join(", ", "{}", ((one,) for one in labels))


def with_words(said: str, *words: str) -> SafeString:
    """A sentence, and below it words that somebody typed, to be copied."""
    boxes = format_html_join(
        "", '<div class="plain-words">{}</div>', ((readable(one),) for one in words)
    )
    return format_html('<p>{}</p><div class="as-it-stands">{}</div>', said, boxes)


def readable(words: str) -> str:
    return prose.plain(words) if "</" in words else words


def reader_of(model: type[models.Model], name: Any) -> Any:
    """For a text a function that shows it, under its label; else the name as it came."""
    columns = [field.name for field in model._meta.fields if is_text(field)]
    if name not in columns:
        return name

    @admin.display(description=label(model, name))
    def shown(row: models.Model) -> SafeString | str:
        return of_row(row, name)

    shown.__name__ = name
    return shown


def is_text(field: Any) -> bool:
    return hasattr(field, "translated_field") or isinstance(field, ProseEditorField)


def of_row(row: models.Model, name: str) -> SafeString | str:
    value = getattr(row, name)
    if value and isinstance(row._meta.get_field(name), ProseEditorField):
        return rich(value)
    return value or NOTHING
