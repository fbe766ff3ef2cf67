from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from engagement.core import dates
from engagement.core.admin_base import StaffAdmin
from outreach.models import EventReport
from outreach.own_branch import OwnBranchFields

from .write_up_pages import ask_page, write_up_page


@admin.register(EventReport)
class WriteUpAdmin(OwnBranchFields, StaffAdmin):
    """A write-up is written by its link alone; here it is asked for, read and sent back."""

    list_display = ("branch", "about", "standing", "link", "in_post", "demonstration")
    list_filter = ("state", ("branch", admin.RelatedOnlyFieldListFilter), "is_demo")
    list_select_related = ("branch", "event__kind", "section__post")
    search_fields = ("place", "heard", "our_reading", "follow_up", "branch__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .select_related("branch", "event__kind", "asked_by", "section__post__period")
        )

    def may_manage(self, request: HttpRequest) -> bool:
        return request.user.has_perm("outreach.change_eventreport")

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return ask_page(self, request)

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        report = self.get_object(request, object_id)
        if report is None:
            return super().change_view(request, object_id, *args, **kwargs)
        return write_up_page(self, request, report)

    @admin.display(description=_("where and when"), ordering="day")
    def about(self, report: EventReport) -> SafeString | str:
        if not report.day:
            return report.place or "–"
        day = dates.day_in_words(report.day)
        return format_html('{}<br><span class="quiet">{}</span>', report.place, day)

    @admin.display(description=_("state"), ordering="state")
    def standing(self, report: EventReport) -> SafeString:
        return standing_of(report)

    @admin.display(description=_("link"), ordering="link_until")
    def link(self, report: EventReport) -> str:
        return link_in_words(report)

    @admin.display(description=_("post"))
    def in_post(self, report: EventReport) -> SafeString | str:
        section = getattr(report, "section", None)
        if section:
            return section.post.text("title").html
        return str(_("In no post yet")) if report.is_sent else "–"


def standing_of(report: EventReport) -> SafeString:
    """The state and since when."""
    since = {
        EventReport.State.ASKED: report.asked_at,
        EventReport.State.BEGUN: report.kept_at,
        EventReport.State.SENT: report.sent_at,
        EventReport.State.RETURNED: report.returned_at,
    }[EventReport.State(report.state)]
    moment = dates.moment_in_words(since) if since else ""
    return format_html('{}<br><span class="quiet">{}</span>', report.get_state_display(), moment)


def link_in_words(report: EventReport) -> str:
    if report.link_until is None:
        return str(_("Withdrawn"))
    day = {"day": dates.day_in_words(report.link_until)}
    if report.link_opens:
        return str(
            (_("Ends soon: %(day)s") if report.link_ends_soon else _("Works until %(day)s")) % day
        )
    return str(_("Ended on %(day)s") % day)
