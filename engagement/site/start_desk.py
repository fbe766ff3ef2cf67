"""What a start page is made of: tasks with rows, and the staff site as one person meets it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from engagement.core import languages
from engagement.core.admin_base import StaffAdmin, person

ROWS = 5


@dataclass(frozen=True)
class Row:
    words: str | SafeString
    address: str = ""
    detail: str | SafeString = ""
    is_urgent: bool = False


@dataclass(frozen=True)
class Task:
    """`number` counts all that there is; `more` leads to the list with all of it."""

    heading: str
    rows: list[Row] = field(default_factory=list)
    number: int = 0
    more: str = ""

    @property
    def has_more(self) -> bool:
        return self.number > len(self.rows)


class Desk:
    """The staff site as one person meets it."""

    def __init__(self, site: AdminSite, request: HttpRequest) -> None:
        self.pages, self.request = site._registry, request

    def visible(self, model: type[Model]) -> Any:
        pages = self.pages[model]
        rows = pages.get_queryset(self.request)
        return rows if pages.has_view_permission(self.request) else rows.none()

    def changeable(self, model: type[Model]) -> Any:
        rows = self.visible(model)
        return rows if self.pages[model].has_change_permission(self.request) else rows.none()

    def in_charge_of(self, model: type[Model]) -> Any:
        """Without what a person may only translate."""
        rows, pages = self.visible(model), cast(StaffAdmin, self.pages[model])
        return rows if pages.may_rewrite(self.request) else rows.none()

    def languages(self) -> list[str]:
        """Those that a translator writes; all of them for whoever writes any."""
        mine = person(self.request).languages_translated
        return [code for code in languages.CODES if code in (mine or languages.CODES)]


def list_address(model: type[Model], **filters: str) -> str:
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    return f"{address}?{urlencode(filters)}" if filters else address


def page_address(row: Model) -> str:
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])


def task(heading: str, rows: QuerySet, row: Callable[[Any], Row], more: str) -> Task:
    return Task(heading, [row(thing) for thing in rows[:ROWS]], rows.count(), more)
