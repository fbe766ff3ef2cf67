"""The page behind the link that branch staff get: no account, one write-up."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from engagement.core import languages
from engagement.core.forms import as_typed, whole_number
from engagement.core.models import Library
from engagement.core.picture_forms import PhotographForm
from outreach.models import EventReport
from outreach.querysets import EventReportQuerySet
from outreach.report_pictures import add_photograph, has_room, shown_pictures, withdraw_picture
from outreach.services import Outcome, keep
from outreach.write_up_form import WriteUpForm, stored

from . import write_up_services as services

FORM_ID = "write-up"
LANGUAGE = "language"
QUIETLY = "quietly"
REMOVE = "remove_picture"
PHOTOGRAPH = "photograph"
TYPED = ("place", "heard", "attended", "engaged", "our_reading", "follow_up")
# Any other button sends.
NOT_SENDING = {"keep", "add_picture", "switch", REMOVE, QUIETLY}

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """The address is the secret: no search engine, no other site and no cache may hold it."""

    @wraps(view)
    def wrapped(request: HttpRequest, key: str = "") -> HttpResponse:
        code = request.GET.get(LANGUAGE, "")
        with override(code if code in languages.CODES else get_language()):
            response = view(request, key)
            response["Content-Language"] = get_language() or ""
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return wrapped


def keeping_words(view: View) -> View:
    """While the database is away, hand the words back with a button to try again."""

    @wraps(view)
    def wrapped(request: HttpRequest, key: str) -> HttpResponse:
        try:
            return view(request, key)
        except (OperationalError, InterfaceError):
            if request.method != "POST":
                raise
            context = {"fields": request.POST.items()}
            return render(request, "blog/write_up/try_again.html", context, status=503)

    return wrapped


# Whoever has the address may write, and a cookie adds nothing to that.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@private
@keeping_words
def write_up(request: HttpRequest, key: str) -> HttpResponse:
    report = reports().with_key(key).first()
    if report is None or not report.link_opens:
        return closed(request, report)
    if request.method == "POST":
        return written(request, report)
    if report.is_sent:
        return sent(request, report)
    return form_page(request, report, WriteUpForm(report, initial=first_shown(report)))


def reports() -> EventReportQuerySet:
    return EventReport.objects.select_related(
        "branch", "event__kind", "asked_by", "section__post__period"
    )


def first_shown(report: EventReport) -> dict[str, Any]:
    """Nobody has written yet: most write in the language that they read the page in."""
    begun = report.state != EventReport.State.ASKED
    return stored(report) | ({} if begun else {"language": get_language()})


def written(request: HttpRequest, report: EventReport) -> HttpResponse:
    sending = not request.POST.keys() & NOT_SENDING
    form = WriteUpForm(report, request.POST, sending=sending)
    photograph = sent_photograph(request)
    is_whole = all([form.is_valid(), photograph is None or photograph.is_valid()])
    outcome = keep(report.pk, form.writing())
    has_all = take_along(request, report, photograph)
    if outcome is Outcome.KEPT and sending and is_whole:
        services.receive(report)
    report = reports().get(pk=report.pk)
    if QUIETLY in request.POST:
        return quiet_answer(report, outcome, is_whole)
    if outcome is Outcome.CLOSED or (report.is_sent and not has_all):
        unsent = typed_in(request) if outcome is Outcome.CLOSED else []
        return sent(request, report, unsent=unsent, photograph_lost=not has_all)
    if report.is_sent:
        return redirect(request.get_full_path())
    return once_more(request, report, form, photograph, outcome, has_all)


def sent_photograph(request: HttpRequest) -> PhotographForm | None:
    """A file is large and comes with a press of a button, not quietly."""
    if QUIETLY in request.POST:
        return None
    form = PhotographForm(request.POST, request.FILES, prefix=PHOTOGRAPH, empty_permitted=True)
    return form if form.has_changed() else None


def take_along(
    request: HttpRequest, report: EventReport, photograph: PhotographForm | None
) -> bool:
    """Also beside another's words: a file that came could not be shown again.

    False if a photograph came too late, or where there was no room for it any more.
    """
    is_there = True
    if photograph and photograph.is_valid():
        is_there = add_photograph(report.pk, photograph)
    if key := whole_number(request.POST.get(REMOVE, "")):
        withdraw_picture(report.pk, key)
    return is_there


def once_more(
    request: HttpRequest,
    report: EventReport,
    form: WriteUpForm,
    photograph: PhotographForm | None,
    outcome: Outcome,
    has_all: bool,
) -> HttpResponse:
    """What is pressed next on this page is pressed knowing what it says."""
    form.set_version(report.version)
    faulty = photograph if photograph and photograph.errors else None
    said = {"photograph_lost": not has_all}
    if outcome is Outcome.OTHER_WORDS:
        return form_page(request, report, form, faulty, 409, is_theirs_shown=True, **said)
    status = 422 if form.errors or faulty or not has_all else 200
    return form_page(request, report, form, faulty, status, is_kept=True, **said)


def quiet_answer(report: EventReport, outcome: Outcome, is_whole: bool) -> HttpResponse:
    """To the page's script, which shows its own words."""
    if outcome is not Outcome.KEPT:
        return JsonResponse({}, status=409)
    return JsonResponse({"version": report.version}, status=200 if is_whole else 422)


def form_page(
    request: HttpRequest,
    report: EventReport,
    form: WriteUpForm,
    photograph: PhotographForm | None = None,
    status: int = 200,
    **said: bool,
) -> HttpResponse:
    photograph = photograph or PhotographForm(prefix=PHOTOGRAPH)
    context = {
        **frame(request, report),
        "form": form,
        "photograph": photograph if has_room(report) else None,
        "forms": [form, photograph],
        "has_errors": form.errors or photograph.errors,
        "switch_form": FORM_ID,
        **said,
    }
    return render(request, "blog/write_up/form.html", context, status=status)


def sent(
    request: HttpRequest,
    report: EventReport,
    unsent: list[tuple[str, str]] | None = None,
    photograph_lost: bool = False,
) -> HttpResponse:
    """With `unsent` something came too late: the words to copy, or a photograph alone."""
    lost = {"words": unsent, "photograph_lost": photograph_lost, "is_late": unsent is not None}
    status = 200 if unsent is None else 409
    return render(
        request, "blog/write_up/sent.html", {**frame(request, report), **lost}, status=status
    )


def closed(request: HttpRequest, report: EventReport | None) -> HttpResponse:
    """Too old, withdrawn or mistyped: whom to ask, and whatever was typed, to copy."""
    status = 410 if report else 404
    if QUIETLY in request.POST:
        return JsonResponse({}, status=status)
    lost = {"words": typed_in(request), "photograph_lost": bool(request.FILES)}
    return render(
        request, "blog/write_up/closed.html", {**frame(request, report), **lost}, status=status
    )


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed on a page that takes nothing any more, under its labels."""
    typed = {name: as_typed(request.POST.get(name)) for name in TYPED}
    labels = WriteUpForm.base_fields
    return [(str(labels[name].label), words) for name, words in typed.items() if words.strip()]


def frame(request: HttpRequest, report: EventReport | None) -> dict[str, Any]:
    section = getattr(report, "section", None)
    choices = [
        {"code": code, "name": name, "address": f"{request.path}?{LANGUAGE}={code}"}
        for code, name in settings.LANGUAGES
    ]
    return {
        "report": report,
        "post": section.post if section else None,
        "pictures": shown_pictures(report) if report else [],
        "library": Library.current(),
        "choices": choices,
        "current": get_language(),
    }
