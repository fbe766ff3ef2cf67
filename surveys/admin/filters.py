"""What a staff member narrows the list of answers by, besides the fields themselves."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.core import dates, languages
from outreach.models import Event


class ReadFilter(admin.SimpleListFilter):
    title = pgettext_lazy("filter of answers: read or not read", "whether it was read")
    parameter_name = "read"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("no", pgettext_lazy("answers", "Not read yet")),
            ("yes", pgettext_lazy("answers", "Read")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        chosen = {"no": queryset.unread, "yes": queryset.read}.get(self.value() or "")
        return chosen() if chosen else queryset


class LanguageFilter(admin.SimpleListFilter):
    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return settings.LANGUAGES

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        known = self.value() in languages.CODES
        return queryset.filter(language=self.value()) if known else queryset


class BranchFilter(admin.RelatedOnlyFieldListFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_value_display = format_html("{}", _("No branch library"))


class EventFilter(admin.SimpleListFilter):
    """Events by day and place; their titles are often those of their kind."""

    title = _("event")
    parameter_name = "event"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        events = Event.objects.filter(response__isnull=False).distinct()
        return [(str(event.pk), event_in_words(event)) for event in events]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = dict(self.lookup_choices)
        return queryset.filter(event=self.value()) if self.value() in chosen else queryset


def event_in_words(event: Event) -> str:
    return f"{dates.day_in_words(dates.local(event.starts_at).date())}, {event.place}"


class DayFilter(admin.ListFilter):
    """From one day to another, as a reporting period or a quarter has them."""

    title = _("period")
    template = "admin/surveys/response/day_filter.html"
    FROM, TO = "from", "to"

    def __init__(
        self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any
    ) -> None:
        super().__init__(request, params, model, model_admin)
        for name in self.expected_parameters():
            if name in params:
                self.used_parameters[name] = params.pop(name)[-1]

    def expected_parameters(self) -> list[str | None]:
        return [self.FROM, self.TO]

    def has_output(self) -> bool:
        return True

    def day(self, name: str) -> date | None:
        try:
            return parse_date(str(self.used_parameters.get(name, "")))
        except ValueError:
            return None

    @property
    def first(self) -> date | None:
        return self.day(self.FROM)

    @property
    def last(self) -> date | None:
        return self.day(self.TO)

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        """What else narrows the list, to be kept when days are sent."""
        for name, value in changelist.params.items():
            if name not in self.expected_parameters():
                yield {"name": name, "value": value}

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        bounds = {"day__gte": self.first, "day__lte": self.last}
        return queryset.filter(**{name: day for name, day in bounds.items() if day})
