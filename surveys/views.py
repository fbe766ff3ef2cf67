import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from engagement.core import languages
from engagement.core.slugs import get_by_slug
from outreach.models import Event

from . import services
from .forms import SurveyForm
from .models import QuestionVersion, Response, Survey

FORM_ID = "survey"
RECEIPT_FORM_ID = "receipt"
# Asked for anew each time, so that each form has its own key; but Back brings back the page that
# was sent, key and all, and what is sent again counts once.
fresh_but_kept = cache_control(private=True, no_cache=True)


@require_safe
@fresh_but_kept
def survey_open(request: HttpRequest) -> HttpResponse:
    survey = Survey.objects.open().first()
    return show_survey(request, survey) if survey else render(request, "surveys/none_open.html")


@require_safe
@fresh_but_kept
def survey_detail(request: HttpRequest, slug: str) -> HttpResponse:
    survey = get_by_slug(Survey.objects.asked(), slug)
    if survey.is_open:
        return show_survey(request, survey)
    return render(request, "surveys/survey_closed.html", {"survey": survey})


def keeping_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """While the database is away, say so and hand the words back with a button to try again."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str) -> HttpResponse:
        try:
            return view(request, slug)
        except (OperationalError, InterfaceError):
            if request.method != "POST":
                raise
            fields = [(name, words) for name, words in request.POST.items() if name != "switch"]
            return render(request, "surveys/try_again.html", {"fields": fields}, status=503)

    return wrapped


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@keeping_words
def survey_thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the form posts to: the receipt itself, so that reloading it is harmless."""
    survey = get_by_slug(Survey.objects.asked(), slug)
    if request.method != "POST":
        query = request.META["QUERY_STRING"]
        return redirect(f"{survey.get_absolute_url()}?{query}" if query else survey)
    if RECEIPT_FORM_ID in request.POST:
        return receipt(request, survey, request.POST[RECEIPT_FORM_ID])
    version = answered_version(survey, request)
    form = SurveyForm(version, request.POST)
    if "switch" in request.POST:
        return show_form(request, survey, SurveyForm(version, initial=form.typed))
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        form.add_error(None, _("This came from another website. Please send it from this page."))
        return show_form(request, survey, form, status=403)
    if not form.is_valid():
        return show_form(request, survey, form, status=422)
    return keep(request, survey, form)


def keep(request: HttpRequest, survey: Survey, form: SurveyForm) -> HttpResponse:
    sheet = services.Sheet(
        key=form.cleaned_data["key"],
        version=form.asked,
        language=get_language() or "",
        words=form.words(),
        event=Event.objects.with_code(form.cleaned_data["at"]).first(),
    )
    if services.keep(sheet) is services.Outcome.OTHER_WORDS:
        form.add_error(
            None,
            _(
                "You have already sent an answer from this page, and we kept it. "
                "If these are the words of another person, press Send once more."
            ),
        )
        form.renew_key()
        return show_form(request, survey, form, status=422)
    return receipt(request, survey, str(sheet.key))


def receipt(request: HttpRequest, survey: Survey, key: str) -> HttpResponse:
    """What has been kept is acknowledged, again in another language if asked; never the words."""
    if not Response.objects.with_key(key).exists():
        return redirect(survey)
    context = {
        "survey": survey,
        "key": key,
        "switch_form": RECEIPT_FORM_ID,
        "switch_path": reverse("surveys:survey_thanks", args=[survey.slug]),
    }
    return render(request, "surveys/thanks.html", context)


def answered_version(survey: Survey, request: HttpRequest) -> QuestionVersion:
    """The version that was on the reader's screen, also when a newer one is asked by now."""
    posted = request.POST.get("version", "")
    published = {str(version.number): version for version in survey.versions.published()}
    return published.get(posted) or survey.current_version()


def show_survey(request: HttpRequest, survey: Survey) -> HttpResponse:
    version = survey.current_version()
    initial = {
        "key": uuid.uuid4(),
        "version": version.number,
        "at": request.GET.get("at", "").replace("\0", "")[:20],
    }
    return show_form(request, survey, SurveyForm(version, initial=initial))


def show_form(
    request: HttpRequest, survey: Survey, form: SurveyForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "survey": survey,
        "form": form,
        "at": event_context(form),
        "years": settings.ANSWER_RETENTION_YEARS,
        "switch_form": FORM_ID,
        "switch_path": reverse("surveys:survey_thanks", args=[survey.slug]),
    }
    return render(request, "surveys/survey_detail.html", context, status=status)


def event_context(form: SurveyForm) -> dict[str, Any]:
    """The event of the poster: named if the public may know of it; a mistyped code is said."""
    code = form["at"].value()
    event = Event.objects.select_related("kind", "branch").with_code(code).first()
    return {
        "event": event if event and event.is_public else None,
        "is_unknown": bool(code) and event is None,
    }


@require_safe
@never_cache
def event_link(request: HttpRequest, code: str, language: str | None = None) -> HttpResponse:
    """A poster's address: to the survey, in the poster's language or else in the reader's."""
    with override(language or languages.preferred(request)):
        address = reverse("surveys:survey_open")
    response = redirect(f"{address}?at={code}")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
