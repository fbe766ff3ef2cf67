"""The record of changes as staff read it: when, who, what, and each field before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from auditlog.models import LogEntry
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy
from django_prose_editor.fields import ProseEditorField

from . import dates, prose, shown_values
from .word_difference import added, difference, removed

DONE: dict[int, Promise] = {
    LogEntry.Action.CREATE: pgettext_lazy("what was done", "Added"),
    LogEntry.Action.UPDATE: pgettext_lazy("what was done", "Changed"),
    LogEntry.Action.DELETE: pgettext_lazy("what was done", "Deleted"),
}
ROLES = "groups"
EMPTY: tuple[Any, ...] = (None, "", [], "None")


@dataclass(frozen=True)
class Field:
    label: str
    html: SafeString


@dataclass(frozen=True)
class Change:
    moment: datetime
    person: str
    done: Promise
    kind: str
    name: str
    address: str
    fields: list[Field]


def entries() -> QuerySet[LogEntry]:
    return LogEntry.objects.select_related("actor", "content_type").order_by("-timestamp", "-pk")


def entries_about(row: models.Model, parts: Iterable[QuerySet]) -> QuerySet[LogEntry]:
    """What was done with a row, and with the parts that it has now."""
    about = about_rows(type(row)._default_manager.filter(pk=row.pk))
    for rows in parts:
        about |= about_rows(rows)
    return entries().filter(about)


def about_rows(rows: QuerySet) -> Q:
    meta = rows.model._meta
    keys = [str(key) for key in rows.values_list("pk", flat=True)]
    kind = {"content_type__app_label": meta.app_label, "content_type__model": meta.model_name}
    return Q(object_pk__in=keys, **kind)


def shown(found: Iterable[LogEntry]) -> list[Change]:
    listed = list(found)
    existing = rows_that_exist(listed)
    known = [(entry.content_type_id, entry.object_pk) in existing for entry in listed]
    return [shown_change(*pair) for pair in zip(listed, known, strict=True)]


def rows_that_exist(listed: list[LogEntry]) -> set[tuple[int, str]]:
    """One question for each kind of thing, however many rows are listed."""
    wanted: dict[Any, set[str]] = {}
    for entry in listed:
        wanted.setdefault(entry.content_type, set()).add(entry.object_pk)
    return {(kind.pk, key) for kind, keys in wanted.items() for key in existing_keys(kind, keys)}


def existing_keys(kind: Any, keys: set[str]) -> list[str]:
    model = kind.model_class()
    found = model._default_manager.filter(pk__in=keys).values_list("pk", flat=True) if model else []
    return [str(key) for key in found]


def shown_change(entry: LogEntry, exists: bool) -> Change:
    model = entry.content_type.model_class()
    return Change(
        moment=entry.timestamp,
        person=str(entry.actor) if entry.actor else _("The site itself"),
        done=DONE[entry.action],
        kind=capfirst(str(model._meta.verbose_name)) if model else entry.content_type.model,
        name=entry.object_repr,
        address=address_of(model, entry.object_pk) if exists else "",
        fields=shown_fields(model, entry.changes or {}),
    )


def address_of(model: type[models.Model], key: str) -> str:
    """A part of something larger has no page of its own."""
    try:
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[key])
    except NoReverseMatch:
        return ""


def shown_fields(model: type[models.Model], changes: dict[str, Any]) -> list[Field]:
    return [
        Field(label_in(model, name), before_and_after(model, name, values))
        for name, values in changes.items()
        if isinstance(values, dict) or not all(value in EMPTY for value in values)
    ]


def label_in(model: type[models.Model], name: str) -> str:
    return _("What they may do") if name == ROLES else shown_values.label(model, name)


def before_and_after(model: type[models.Model], name: str, values: Any) -> SafeString:
    if isinstance(values, dict):
        names = dates.join_words([role_in_words(name, one) for one in values["objects"]])
        return added(names) if values["operation"] == "add" else removed(names)
    before, after = (in_words(model, name, value) for value in values)
    return difference(before, after) if is_text(model, name) else removed(before) + added(after)


def role_in_words(name: str, chosen: str) -> str:
    """A role is stored under its English name, and named as on the person's page."""
    return pgettext("role", capfirst(chosen)) if name == ROLES else chosen


def field_of(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def is_text(model: type[models.Model], name: str) -> bool:
    field = field_of(model, name)
    return isinstance(field, models.CharField | models.TextField) and not field.flatchoices


def in_words(model: type[models.Model], name: str, value: Any) -> str:
    field = field_of(model, name)
    if value in EMPTY:
        return ""
    if isinstance(value, list):
        base = getattr(field, "base_field", None)
        return dates.join_words([str(label_of(base, one)) for one in value])
    if isinstance(field, ProseEditorField):
        return prose.plain(str(value))
    return shown_values.in_words(moment_of(field, value) or label_of(field, value))


def label_of(field: Any, value: Any) -> Any:
    return dict(getattr(field, "flatchoices", [])).get(value, value)


def moment_of(field: Any, value: Any) -> Any:
    """The record keeps a moment as text, in UTC."""
    if isinstance(field, models.DateTimeField):
        found = parse_datetime(str(value))
        return found and found.replace(tzinfo=UTC)
    return parse_date(str(value)) if isinstance(field, models.DateField) else None
