from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from engagement.core import dates
from engagement.core.admin_base import StaffAdmin
from outreach.models import Branch
from outreach.own_branch import OwnBranchFields
from surveys import services
from surveys.models import BlackOut, Response

from .black_out import BLACK_OUT, black_out
from .export import export
from .filters import (
    BranchFilter,
    DayFilter,
    EventFilter,
    LanguageFilter,
    ReadFilter,
    event_in_words,
)


class AnswerList(ChangeList):
    def get_ordering(self, request: HttpRequest, queryset: QuerySet) -> list[Any]:
        """Where somebody may be in danger comes first, whatever the list is sorted by."""
        return ["-is_urgent", *super().get_ordering(request, queryset)]


@admin.register(Response)
class ResponseAdmin(OwnBranchFields, StaffAdmin):
    """Answers are for reading: nobody adds, rewrites or deletes one here."""

    list_display = ("to_choose", "on_day", "mark", "said", "how", "where", "demonstration")
    list_display_links = ("on_day",)
    list_filter = (
        ReadFilter,
        DayFilter,
        "version__survey",
        "channel",
        LanguageFilter,
        ("branch", BranchFilter),
        EventFilter,
        "is_demo",
    )
    search_fields = ("answers__words__unaccent",)
    search_help_text = _("Words in the answers, with or without their marks")
    fields = ("mark", "on_day", "survey", "how", "where", "demonstration", "said")
    readonly_fields = fields
    empty_value_display = ""
    actions = None

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("export/", wrap(self.export_view), name="surveys_response_export"),
            path(
                "black-out/<uuid:key>/",
                wrap(self.black_out_view),
                name="surveys_response_black_out",
            ),
        ]
        return [*own, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.only_allowed(request, Response.objects.for_reading())

    def belonging_to(self, rows: QuerySet, branches: QuerySet[Branch]) -> QuerySet:
        """What was said at the branches' events, or in the branch where there was no event."""
        inside = Q(event=None, branch__in=branches)
        return rows.filter(inside | Q(event__branch__in=branches))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return AnswerList

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        for button, field in READING.items():
            if request.method == "POST" and button in request.POST:
                return self.mark_as_read(request, request.POST.getlist(field))
        return super().changelist_view(request, extra_context)

    def mark_as_read(self, request: HttpRequest, keys: list[str]) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = self.get_queryset(request).filter(pk__in=filter(None, map(as_key, keys)))
        number = services.mark_as_read(asked.values_list("pk", flat=True))
        said = ngettext(
            "%(number)d answer sheet is marked as read now.",
            "%(number)d answer sheets are marked as read now.",
            number,
        )
        messages.success(request, said % {"number": number})
        return HttpResponseRedirect(request.get_full_path())

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """To open an answer is to read it; the page still shows how it stood before."""
        page: Any = super().change_view(request, object_id, *args, **kwargs)
        if request.method == "GET" and getattr(page, "context_data", None):
            services.mark_as_read([page.context_data["original"].pk])
        return page

    def titles(self, original: Response) -> dict[str, Any]:
        return {"title": self.on_day(original), "subtitle": str(original.version)}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["may_black_out"] = request.user.has_perm(BLACK_OUT)
        records = BlackOut.objects.filter(answer__response=context["original"])
        context["black_outs"] = records.select_related("person")
        return super().render_change_form(request, context, *args, **kwargs)

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        return export(self, request)

    def black_out_view(self, request: HttpRequest, key: UUID) -> HttpResponseBase:
        return black_out(self, request, key)

    def found_as(self, instance: Response) -> SafeString:
        words = " · ".join(answer.words for answer in instance.answers.all())
        shown = Truncator(words).chars(FOUND_CHARACTERS)
        return format_html(
            '{}: <span lang="{}">{}</span>', self.on_day(instance), instance.language, shown
        )

    @admin.display(description=_("choose"))
    def to_choose(self, response: Response) -> SafeString | str:
        if response.is_read:
            return ""
        return format_html(
            '<input type="checkbox" name="chosen" value="{}" aria-label="{}">',
            response.pk,
            _("Choose this answer sheet"),
        )

    @admin.display(description=pgettext_lazy("answers", "to be read"))
    def mark(self, response: Any) -> SafeString | str:
        if response.is_urgent:
            return format_html('<strong class="urgent">{}</strong>', URGENT)
        return "" if response.is_read else str(UNREAD)

    @admin.display(description=_("day"), ordering="day")
    def on_day(self, response: Response) -> str:
        return dates.day_in_words(response.day)

    @admin.display(description=_("survey"))
    def survey(self, response: Response) -> str:
        return str(response.version)

    @admin.display(description=_("how it was said"), ordering="channel")
    def how(self, response: Response) -> str:
        return f"{response.get_channel_display()}, {dates.language_name(response.language)}"

    @admin.display(description=_("event or branch library"))
    def where(self, response: Response) -> str:
        places = [event_in_words(response.event)] if response.event else []
        return ", ".join([*places, *([response.branch.name] if response.branch else [])])

    @admin.display(description=_("what was said"))
    def said(self, response: Response) -> SafeString:
        """A resident's words in full, each under its question."""
        rows = (
            (answer.question.text("wording").html, response.language, answer.words)
            for answer in response.answers.all()
        )
        items = format_html_join("", '<dt>{}</dt><dd lang="{}">{}</dd>', rows)
        return format_html('<dl class="said">{}</dl>', items)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Response | None = None) -> bool:
        return False

    has_delete_permission = has_change_permission


FOUND_CHARACTERS = 160
URGENT = _("May need somebody now")
UNREAD = pgettext_lazy("answers", "Not read yet")
# A button of the list, and the field with the answers that it speaks of.
READING = {"_read_page": "shown", "_read_chosen": "chosen"}


def as_key(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
