from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from . import languages


class UnfinishedLanguageFilter(admin.SimpleListFilter):
    """Things of which a text in the chosen language is missing, not reviewed or out of date."""

    title = _("a text is to be translated into")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return settings.LANGUAGES

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        code = self.value()
        if code not in languages.CODES:
            return queryset
        return queryset.filter(queryset.model.unfinished_in(code))
