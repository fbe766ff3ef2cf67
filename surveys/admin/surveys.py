from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from engagement.core import dates, languages
from engagement.core.admin_base import (
    FollowingInline,
    TranslatedAdmin,
    localized,
    side_by_side,
)
from engagement.core.staff_forms import PartForm, PartFormSet
from surveys import services
from surveys.models import Question, QuestionVersion, Survey

REAL = Q(versions__responses__is_demo=False)


def newest_version(survey: Survey | None) -> QuestionVersion | None:
    return survey.versions.newest_first().first() if survey and survey.pk else None


def is_asked(survey: Survey | None) -> bool:
    """Whether residents may have read the newest questions, which are frozen then."""
    newest = newest_version(survey)
    return newest is not None and newest.is_published


class QuestionForm(PartForm):
    """What residents may have read is shown, not edited; a missing translation can be filled."""

    def __init__(self, *args: Any, version: QuestionVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and version.is_published:
            self.instance.version = version
            for name, field in self.fields.items():
                field.disabled = field.disabled or name not in self.missing_columns()

    def missing_columns(self) -> set[str]:
        return {
            build_localized_fieldname(field, code)
            for code in languages.CODES
            for field in self.instance.unread_texts(code)
        }


class QuestionFormSet(PartFormSet):
    """The questions of a survey's newest version; a new survey's questions are its version 1."""

    def __init__(self, *, instance: Survey | None = None, **kwargs: Any) -> None:
        self.survey = instance or Survey()
        version = newest_version(instance) or QuestionVersion()
        super().__init__(instance=version, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        kwargs = super().get_form_kwargs(index)
        return {**kwargs, "whole": self.survey, "version": self.instance}

    def save(self, commit: bool = True) -> list[Question]:
        if self.instance.pk is None:
            self.instance.survey = self.survey
            self.instance.save()
        return super().save(commit)


class QuestionInline(FollowingInline):
    model = Question
    form = QuestionForm
    formset = QuestionFormSet
    fieldsets = [(None, {"fields": [*side_by_side("wording", "hint"), ("kind", "position")]})]

    def __init__(self, parent_model: type[Survey], admin_site: admin.AdminSite) -> None:
        """Questions hang on a version of the survey, which the formset finds."""
        super().__init__(QuestionVersion, admin_site)

    def has_add_permission(self, request: HttpRequest, obj: Survey | None = None) -> bool:
        return super().has_add_permission(request, obj) and not is_asked(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Survey | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_asked(obj)


@admin.register(Survey)
class SurveyAdmin(TranslatedAdmin):
    list_display = ("heading", "is_open", "state", "answer_sheets", "written_in", "demonstration")
    list_filter = ("is_open", "is_demo")
    search_fields = localized("title")
    readonly_fields = ("state", "on_the_site")
    inlines = (QuestionInline,)
    fieldsets = [
        (None, {"fields": ["state", "source_language", *side_by_side("title", "introduction")]}),
        (None, {"fields": ["slug", "on_the_site"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .prefetch_related("versions")
            .annotate(sheets=Count("versions__responses", filter=REAL))
        )

    @admin.display(description=_("questions"))
    def state(self, survey: Survey) -> str:
        versions = list(survey.versions.all()) if survey.pk else []
        if not versions:
            return str(_("Not asked yet"))
        newest = max(versions, key=lambda version: version.number)
        words: dict[str, Any] = {"number": newest.number}
        if newest.published_at is None:
            return _("Version %(number)s, not asked yet") % words
        words["day"] = dates.day_in_words(dates.local(newest.published_at).date())
        return _("Version %(number)s, asked since %(day)s") % words

    @admin.display(description=_("answers"), ordering="sheets")
    def answer_sheets(self, survey: Any) -> SafeString:
        address = reverse("admin:surveys_response_changelist")
        return format_html(
            '<a href="{}?version__survey__id__exact={}">{}</a>', address, survey.pk, survey.sheets
        )

    def parts_of(self, instance: Survey) -> list[QuerySet]:
        questions = Question.objects.filter(version__survey=instance)
        return [instance.versions.all(), questions]

    def has_page(self, instance: Any) -> bool:
        return Survey.objects.asked().filter(pk=instance.pk).exists()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        survey = context["original"]
        context["can_open"] = survey and not (survey.is_open and is_asked(survey))
        context["can_begin"] = is_asked(survey)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Survey) -> HttpResponse:
        """The buttons below the form save it first, and then do what they say."""
        for name, step in STEPS.items():
            if name in request.POST and self.may_rewrite(request, obj):
                step(request, obj)
                return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)


def open_survey(request: HttpRequest, survey: Survey) -> None:
    if not Question.objects.filter(version__survey=survey).exists():
        messages.error(request, _("Please write at least one question first."))
        return
    services.open_survey(survey)
    messages.success(request, _("This survey is open now, and any other one is closed."))


def close_survey(request: HttpRequest, survey: Survey) -> None:
    services.close_survey(survey)
    messages.success(request, _("This survey is closed now. Its answers are kept."))


def begin_version(request: HttpRequest, survey: Survey) -> None:
    services.begin_version(survey)
    said = _("Change the questions below. Readers get the old ones until you press the button.")
    messages.success(request, said)


STEPS: dict[str, Callable[[HttpRequest, Survey], None]] = {
    "_open_survey": open_survey,
    "_close_survey": close_survey,
    "_begin_version": begin_version,
}
