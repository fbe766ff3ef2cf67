from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from blog.models import Commitment
from engagement.core import dates
from engagement.core.admin_base import TranslatedAdmin, localized, side_by_side
from outreach.own_branch import OwnBranchFields


class DueFilter(admin.SimpleListFilter):
    title = _("due on")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("soon", _("Within 30 days, or over"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        return queryset.due() if self.value() == "soon" else queryset


@admin.register(Commitment)
class CommitmentAdmin(OwnBranchFields, TranslatedAdmin):
    """A branch says itself what it did."""

    list_display = ("heading", "branch", "due", "state", "written_in", "demonstration")
    list_filter = ("state", DueFilter, ("branch", admin.RelatedOnlyFieldListFilter), "is_demo")
    list_select_related = ("branch",)
    search_fields = localized("promise", "outcome")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "source_language",
                    *side_by_side("promise"),
                    ("branch", "post"),
                    "due_on",
                ]
            },
        ),
        (
            pgettext_lazy("promise", "What became of it"),
            {"fields": ["state", *side_by_side("outcome")]},
        ),
    ]

    @admin.display(description=_("due on"), ordering="due_on")
    def due(self, promise: Commitment) -> SafeString | str:
        day = dates.day_in_words(promise.due_on)
        over = promise.state == Commitment.State.OPEN and promise.due_on < timezone.localdate()
        return format_html('<strong class="urgent">{}</strong>', day) if over else day
