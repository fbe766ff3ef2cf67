from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from engagement.core import dates
from engagement.core.admin_base import StaffAdmin, TranslatedAdmin, localized, side_by_side

from .models import Branch, Event, EventKind
from .own_branch import OwnBranchFields
from .staff_forms import EventForm


@admin.register(Branch)
class BranchAdmin(StaffAdmin):
    list_display = ("name", "address", "postal_code", "council_district", "demonstration")
    list_filter = ("is_demo",)
    search_fields = ("name", "aliases", "address")
    readonly_fields = ("on_the_site",)
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    "address",
                    ("city", "postal_code"),
                    "council_district",
                    "aliases",
                    "slug",
                    "on_the_site",
                ]
            },
        )
    ]


@admin.register(EventKind)
class EventKindAdmin(TranslatedAdmin):
    list_display = ("heading", "is_public", "is_school", "written_in", "demonstration")
    list_filter = ("is_public", "is_school", "is_demo")
    search_fields = localized("name", "title")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "source_language",
                    *side_by_side("name", "title", "what_to_expect"),
                    "is_public",
                    "is_school",
                    "drawing",
                    "slug",
                ]
            },
        )
    ]


class WhenFilter(admin.SimpleListFilter):
    title = _("when")
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("upcoming", _("Still to come")), ("past", _("Over"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        if self.value() == "upcoming":
            return queryset.upcoming()
        return queryset.past() if self.value() == "past" else queryset


@admin.register(Event)
class EventAdmin(OwnBranchFields, TranslatedAdmin):
    form = EventForm
    list_display = (
        "heading",
        "when",
        "where",
        "status",
        "is_public",
        "written_in",
        "demonstration",
    )
    list_filter = (
        WhenFilter,
        "status",
        "kind",
        ("branch", admin.RelatedOnlyFieldListFilter),
        "is_public",
        "is_demo",
    )
    list_select_related = ("kind", "branch")
    search_fields = ("place", "address", "code", *localized("title"))
    readonly_fields = ("when", "survey_link", "on_the_site", "write_up")
    fieldsets = [
        (None, {"fields": ["kind", "branch", ("day", "starts", "ends"), "place", "address"]}),
        (None, {"fields": ["is_public", "languages_spoken"]}),
        (_("If it changes"), {"fields": ["status", *side_by_side("notice")]}),
        (
            _("Words"),
            {
                "fields": [
                    "source_language",
                    *side_by_side("title", "what_to_expect", "accessibility"),
                ]
            },
        ),
        (_("Links"), {"fields": ["survey_link", "write_up", "slug", "on_the_site"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Event | None = None) -> Any:
        """Who only reads gets the moment in words in place of the three fields."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        first = {"fields": ["kind", "branch", "when", "place", "address"]}
        return self.as_read(request, obj, [(None, first), *self.fieldsets[1:]])

    @admin.display(description=_("when"), ordering="starts_at")
    def when(self, event: Event) -> str:
        return dates.moment_in_words(event.starts_at)

    @admin.display(description=_("place"), ordering="place")
    def where(self, event: Event) -> SafeString:
        return format_html('{}<br><span class="quiet">{}</span>', event.place, event.branch)

    @admin.display(description=_("survey link for posters"))
    def survey_link(self, event: Event) -> SafeString | str:
        """For a closed event too: nobody else hears of it, but its people may answer."""
        if not event.pk:
            return str(_("It is made when you save."))
        link = settings.PUBLIC_URL + reverse("short:event_link", args=[event.code])
        rows = [(str(_("In the language of the phone")), "", link)]
        rows += [(name, code, f"{link}{code}/") for code, name in settings.LANGUAGES]
        items = format_html_join(
            "", '<li><span lang="{1}">{0}</span>: <code class="copy">{2}</code></li>', rows
        )
        return format_html('<ul class="links">{}</ul>', items)

    @admin.display(description=_("write-up"))
    def write_up(self, event: Event) -> SafeString | str:
        """Where what was heard there is to be read, or how to ask for it."""
        report = event.reports.first() if event.pk else None
        if report:
            address = reverse("admin:outreach_eventreport_change", args=[report.pk])
            return format_html('<a href="{}">{}</a>', address, report.get_state_display())
        if not (event.pk and event.is_held):
            return str(_("After the event it can be asked for here."))
        address = f"{reverse('admin:outreach_eventreport_add')}?event={event.pk}"
        return format_html('<a href="{}">{}</a>', address, _("Ask for a write-up"))

    def has_page(self, instance: Any) -> bool:
        return instance.is_public
