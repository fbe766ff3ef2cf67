"""What waits for a translator: texts of whatever they may see, in the languages they may write."""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any, NamedTuple, cast

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest

from blog.models import BranchSection, Commitment, Period, Post, PullQuote
from engagement.core import languages
from engagement.core.admin_base import StaffAdmin, may_translate, person
from engagement.core.models import Library, Picture
from engagement.core.texts import TranslatedModel
from engagement.site.models import Section, SectionItem
from engagement.site.start_desk import Desk
from outreach.models import Event, EventKind
from surveys.models import Question, QuestionVersion, Survey

from .units import Unit


class Kind(NamedTuple):
    """`page` is the model on whose staff page these rows stand."""

    model: type[TranslatedModel]
    page: type[Model]
    rows: Callable[[Desk], QuerySet]
    is_public: Callable[[Any], bool]


def all_of(model: type[Model], *related: str) -> Callable[[Desk], QuerySet]:
    return lambda desk: desk.changeable(model).select_related(*related)


def points(desk: Desk) -> QuerySet:
    shown = SectionItem.objects.filter(section__in=desk.changeable(Section))
    return shown.select_related("section")


def questions(desk: Desk) -> QuerySet:
    newest = QuestionVersion.objects.newest().filter(survey__in=desk.changeable(Survey))
    return Question.objects.filter(version__in=newest).select_related("version__survey")


def events(desk: Desk) -> QuerySet:
    """What is over is read by few, and changes no more."""
    return desk.changeable(Event).upcoming().select_related("kind", "branch")


def quotes(desk: Desk) -> QuerySet:
    sections = desk.changeable(BranchSection).values("pk")
    return PullQuote.objects.filter(section__in=sections).select_related("section__post")


def pictures(desk: Desk) -> QuerySet:
    return desk.changeable(Picture).filter(withdrawn_at=None)


# In the order in which readers meet them.
KINDS = [
    Kind(Library, Library, all_of(Library), lambda library: True),
    Kind(Section, Section, all_of(Section), lambda section: section.is_shown),
    Kind(SectionItem, Section, points, lambda item: item.section.is_shown),
    Kind(Survey, Survey, all_of(Survey), lambda survey: survey.is_open),
    Kind(Question, Survey, questions, lambda question: question.version.survey.is_open),
    Kind(EventKind, EventKind, all_of(EventKind), lambda kind: kind.is_public),
    Kind(Event, Event, events, lambda event: event.is_public),
    Kind(Period, Period, all_of(Period), lambda period: True),
    Kind(Post, Post, all_of(Post), lambda post: post.is_published),
    Kind(BranchSection, BranchSection, all_of(BranchSection, "post", "branch"),
         lambda section: section.post.is_published),
    Kind(PullQuote, BranchSection, quotes, lambda quote: quote.section.post.is_published),
    Kind(Commitment, Commitment, all_of(Commitment, "post"),
         lambda promise: promise.post is None or promise.post.is_published),
    Kind(Picture, Picture, pictures, lambda picture: picture.is_shown),
]  # fmt: skip
BY_LABEL = {kind.model._meta.label_lower: kind for kind in KINDS}


def languages_of(request: HttpRequest, kind: Kind | None = None) -> list[str]:
    """Those in which a person may write; whoever words these things writes all of them."""
    pages = cast(StaffAdmin, admin.site._registry[kind.page if kind else Post])
    if pages.may_rewrite(request):
        return languages.CODES
    mine = person(request).languages_translated if may_translate(request) else []
    return [code for code in languages.CODES if code in mine]


def may_sit_down(request: HttpRequest) -> bool:
    return may_translate(request) or bool(languages_of(request))


def waiting(request: HttpRequest, wanted: Iterable[str]) -> list[Unit]:
    """Each unit that is missing, a draft or out of date: names first, then what is public."""
    found = [unit for kind in KINDS for unit in waiting_of(kind, request, wanted)]
    return sorted(found, key=lambda unit: unit.order)


def everything(request: HttpRequest, wanted: Iterable[str]) -> list[Unit]:
    """Each text that has an original, in whatever state its translation is."""
    desk = Desk(admin.site, request)
    return [
        unit
        for kind in KINDS
        for code in languages_of(request, kind)
        if code in wanted
        for row in kind.rows(desk).order_by("pk")
        for unit in units_of(row, code, kind.is_public(row))
        if unit.original and unit.original_language != code
    ]


def waiting_of(kind: Kind, request: HttpRequest, wanted: Iterable[str]) -> Iterator[Unit]:
    codes = [code for code in languages_of(request, kind) if code in wanted]
    if not codes:
        return
    unfinished: Q = reduce(or_, map(kind.model.unfinished_in, codes))
    for row in kind.rows(Desk(admin.site, request)).filter(unfinished).order_by("pk"):
        for code in codes:
            for unit in units_of(row, code, kind.is_public(row)):
                if unit.state.is_unfinished:
                    yield unit


def units_of(row: TranslatedModel, code: str, is_public: bool) -> Iterator[Unit]:
    for field in row.translated_fields():
        yield Unit(row, field, code, is_public)


def unit_at(request: HttpRequest, label: str, pk: int, field: str, code: str) -> Unit:
    """The one that an address names, locked where it is to be changed; `Http404` if none is."""
    kind = BY_LABEL.get(label)
    if kind is None or field not in kind.model.translated_fields():
        raise Http404
    if code not in languages_of(request, kind):
        raise Http404
    row = rows_at(request, kind, [pk]).first()
    if row is None or row.language_of_original(field) == code:
        raise Http404
    return Unit(row, field, code, kind.is_public(row))


def rows_at(request: HttpRequest, kind: Kind, keys: list[int]) -> QuerySet:
    """Those of these rows that this person may see; locked where they are to be changed."""
    seen = kind.rows(Desk(admin.site, request)).filter(pk__in=keys).order_by().values("pk")
    rows = kind.model._default_manager.filter(pk__in=seen).order_by("pk")
    return rows.select_for_update(of=("self",)) if request.method == "POST" else rows
