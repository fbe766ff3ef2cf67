"""The first page for staff: what they most often start, what needs doing, and where all else is."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from blog.models import BranchSection, Commitment, Period, Post
from engagement.core.admin_base import person
from engagement.core.models import Library, Picture, User
from outreach.models import Branch, Event, EventKind, EventReport
from surveys.models import Response, Survey

from .models import GlossaryTerm, Section
from .rights import ADMINISTRATOR, ANALYST, BRANCH_STAFF, EDITOR, TRANSLATOR
from .start_tasks import what_needs_doing

# Every page that lists something, in the staff's own order.
PAGES: list[tuple[Promise, list[type[Model]]]] = [
    (_("What We Heard"), [Post, BranchSection, EventReport, Commitment, Period]),
    (_("Where to find us"), [Event, Branch, EventKind]),
    (_("Survey"), [Response, Survey]),
    (pgettext_lazy("pages for staff", "The site"), [Section, GlossaryTerm, Picture, Library, User]),
]


@dataclass(frozen=True)
class Start:
    """Something that people of a role often begin with."""

    label: Promise
    name: str
    query: str = ""

    @property
    def address(self) -> str:
        return reverse(self.name) + self.query


NEW_EVENT = Start(_("Add an event"), "admin:outreach_event_add")
NEW_POST = Start(_("Start this quarter"), "admin:blog_post_start")
READ_ANSWERS = Start(_("Read answers"), "admin:surveys_response_changelist", "?read=no")

STARTS: dict[str, list[Start]] = {
    ADMINISTRATOR: [Start(_("Invite a person"), "admin:core_user_add"), NEW_POST, NEW_EVENT],
    EDITOR: [NEW_POST, NEW_EVENT, READ_ANSWERS],
    BRANCH_STAFF: [
        Start(_("Write what our branch heard"), "admin:blog_branchsection_changelist"),
        NEW_EVENT,
        READ_ANSWERS,
    ],
    TRANSLATOR: [
        Start(_("Translate one text after the other"), "translations"),
        Start(_("Translate posts"), "admin:blog_post_changelist"),
        Start(_("Look up agreed words"), "admin:site_glossaryterm_changelist"),
    ],
    ANALYST: [
        READ_ANSWERS,
        Start(_("Export answers"), "admin:surveys_response_export"),
        Start(_("Read posts"), "admin:blog_post_changelist"),
    ],
}
MOST_STARTS = 3


def starts_for(request: HttpRequest) -> list[Start]:
    """Of several roles the one with the most to do comes first."""
    staff = person(request)
    roles = set(staff.groups.values_list("name", flat=True))
    roles |= {ADMINISTRATOR} if staff.is_superuser else set()
    offered = [start for role, starts in STARTS.items() if role in roles for start in starts]
    return list(dict.fromkeys(offered))[:MOST_STARTS]


def pages_for(site: AdminSite, request: HttpRequest) -> list[dict[str, Any]]:
    groups = [
        {
            "heading": heading,
            "links": [found for model in models if (found := link(site, request, model))],
        }
        for heading, models in PAGES
    ]
    return [group for group in groups if group["links"]]


def link(site: AdminSite, request: HttpRequest, model: type[Model]) -> dict[str, str] | None:
    if not site._registry[model].has_view_permission(request):
        return None
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    return {"address": address, "label": capfirst(str(meta.verbose_name_plural))}


def start_page(site: AdminSite, request: HttpRequest) -> TemplateResponse:
    context = {
        **site.each_context(request),
        "title": site.index_title,
        "starts": starts_for(request),
        "tasks": what_needs_doing(site, request),
        "groups": pages_for(site, request),
    }
    return TemplateResponse(request, "admin/index.html", context)
