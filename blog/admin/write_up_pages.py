"""The pages of one write-up for staff: asking for it, reading it, sending it back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from blog import write_up_services as services
from blog.messages_to_branches import link_of, messages_for
from blog.models import Post
from blog.write_up_forms import AskForm, SendBackForm
from engagement.core.admin_base import person
from engagement.core.forms import as_typed, whole_number
from outreach.models import EventReport
from outreach.report_pictures import shown_pictures
from outreach.services import renew_link, revoke_link, send_back

if TYPE_CHECKING:
    from .write_ups import WriteUpAdmin


def ask_page(pages: "WriteUpAdmin", request: HttpRequest) -> HttpResponse:
    """Without a post: what is sent finds its own, by the day that it is about."""
    if not pages.has_add_permission(request):
        raise PermissionDenied
    initial = {"language": settings.LANGUAGE_CODE, **request.GET.dict()}
    form = AskForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return asked(pages, request, form, None)
    return page(pages, request, "ask", title=_("Ask for a write-up"), form=form)


def asked(pages: Any, request: HttpRequest, form: AskForm, post: Post | None) -> HttpResponse:
    chosen = form.cleaned_data
    report = services.ask_for_write_up(
        post, chosen["branch"], chosen["event"], person(request), chosen["language"]
    )
    pages.log_addition(request, report, [{"added": {}}])
    messages.success(request, _("The link is made. Copy the message below and send it."))
    return redirect("admin:outreach_eventreport_change", report.pk)


def write_up_page(pages: "WriteUpAdmin", request: HttpRequest, report: EventReport) -> HttpResponse:
    if not pages.has_view_permission(request, report):
        raise PermissionDenied
    if request.method != "POST":
        return show(pages, request, report, SendBackForm())
    if not pages.may_manage(request):
        raise PermissionDenied
    return step(pages, request, report)


def step(pages: "WriteUpAdmin", request: HttpRequest, report: EventReport) -> HttpResponse:
    """One of the page's buttons."""
    form = SendBackForm(request.POST if "send_back" in request.POST else None)
    if form.is_bound and not form.is_valid():
        return show(pages, request, report, form)
    for button in STEPS.keys() & request.POST.keys():
        do, done = STEPS[button]
        if do(report, request.POST):
            messages.success(request, done)
            pages.log_change(request, report, str(done))
        else:
            messages.error(request, _("This could not be done: something has changed meanwhile."))
            if form.is_bound:
                return show(pages, request, EventReport.objects.get(pk=report.pk), form)
    return redirect("admin:outreach_eventreport_change", report.pk)


def return_to_branch(report: EventReport, sent: QueryDict) -> bool:
    return send_back(report.pk, as_typed(sent["remark"]))


def put_into(report: EventReport, sent: QueryDict) -> bool:
    post = Post.objects.drafts().filter(pk=whole_number(str(sent["put_into"]))).first()
    return post is not None and services.put_into(post, report)


def take_words(report: EventReport, sent: QueryDict) -> bool:
    section = getattr(report, "section", None)
    if section is None or not report.is_sent:
        return False
    services.take_over(section)
    return True


# By the name of the button: what is done, and what is said then.
STEPS: dict[str, tuple[Callable[[EventReport, QueryDict], bool], Any]] = {
    "renew": (lambda report, sent: renew_link(report.pk), _("The link works again.")),
    "revoke": (
        lambda report, sent: revoke_link(report.pk),
        _("The link is withdrawn and will never work again."),
    ),
    "send_back": (
        return_to_branch,
        _("Sent back. Copy the message below, so that they hear of it."),
    ),
    "put_into": (put_into, _("It stands in the post now.")),
    "take_words": (take_words, _("The section has these words now.")),
}


def show(
    pages: "WriteUpAdmin", request: HttpRequest, report: EventReport, form: SendBackForm
) -> HttpResponse:
    section = getattr(report, "section", None)
    may_manage = pages.may_manage(request)
    return page(
        pages,
        request,
        "write_up",
        title=_("Write-up of %(branch)s") % {"branch": report.branch},
        report=report,
        section=section,
        may_manage=may_manage,
        form=form,
        pictures=shown_pictures(report),
        newer=section and services.has_newer_words(section),
        drafts=Post.objects.drafts() if may_manage and not section else [],
        **(sharing(report, section) if may_manage else {}),
    )


def sharing(report: EventReport, section: Any) -> dict[str, Any]:
    if not report.link_opens:
        return {}
    post = section.post if section else None
    return {"link": link_of(report), "letters": messages_for(report, post)}


def page(pages: "WriteUpAdmin", request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    frame = {**pages.admin_site.each_context(request), "opts": pages.opts}
    return render(request, f"admin/outreach/eventreport/{name}.html", {**frame, **context})
