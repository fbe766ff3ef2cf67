"""What needs doing, for whoever may do it: each list asks the staff page that would show it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.models import Commitment, Post
from engagement.core import dates, languages
from engagement.core.admin_base import person
from engagement.core.backups.folder import last_backup
from engagement.core.models import Picture
from engagement.core.texts import TranslatedModel
from outreach.models import Event
from surveys.models import Response

ROWS = 5
BACKUP_IS_OLD_AFTER = timedelta(days=2)


@dataclass(frozen=True)
class Row:
    words: str | SafeString
    address: str = ""
    detail: str | SafeString = ""
    is_urgent: bool = False


@dataclass(frozen=True)
class Task:
    """`number` counts all that there is; `more` leads to the list with all of it."""

    heading: str
    rows: list[Row] = field(default_factory=list)
    number: int = 0
    more: str = ""

    @property
    def has_more(self) -> bool:
        return self.number > len(self.rows)


class Desk:
    """The staff site as one person meets it."""

    def __init__(self, site: AdminSite, request: HttpRequest) -> None:
        self.pages, self.request = site._registry, request

    def visible(self, model: type[Model]) -> Any:
        pages = self.pages[model]
        rows = pages.get_queryset(self.request)
        return rows if pages.has_view_permission(self.request) else rows.none()

    def changeable(self, model: type[Model]) -> Any:
        rows = self.visible(model)
        return rows if self.pages[model].has_change_permission(self.request) else rows.none()

    def languages(self) -> list[str]:
        """Those that a translator writes; all of them for whoever writes any."""
        mine = person(self.request).languages_translated
        return [code for code in languages.CODES if code in (mine or languages.CODES)]


def list_address(model: type[Model], **filters: str) -> str:
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    return f"{address}?{urlencode(filters)}" if filters else address


def page_address(row: Model) -> str:
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])


def task(heading: str, rows: QuerySet, row: Callable[[Any], Row], more: str) -> Task:
    return Task(heading, [row(thing) for thing in rows[:ROWS]], rows.count(), more)


def answers_to_read(desk: Desk) -> Task:
    """The demonstration's are named as such, and never counted with the real ones."""
    unread = desk.visible(Response).unread()
    rows = [*sheets(unread.real()), *sheets(unread.demonstration(), _("demonstration"))]
    return Task(_("Answers"), rows, len(rows))


def sheets(unread: Any, mark: str = "") -> list[Row]:
    address = list_address(Response, read="no")
    rows = []
    if number := unread.urgent().count():
        words = ngettext(
            "%(number)s answer sheet may need somebody now",
            "%(number)s answer sheets may need somebody now",
            number,
        )
        rows.append(Row(words % {"number": number}, address, mark, is_urgent=not mark))
    if number := unread.count():
        words = ngettext(
            "%(number)s answer sheet has not been read yet",
            "%(number)s answer sheets have not been read yet",
            number,
        )
        rows.append(Row(words % {"number": number}, address, mark))
    return rows


def drafts(desk: Desk) -> Task:
    posts = desk.changeable(Post).unpublished().select_related("period").order_by("-pk")
    return task(_("Drafts"), posts, draft_row, list_address(Post))


def draft_row(post: Post) -> Row:
    label = post.period.text("label").html
    if post.published_at is None:
        return Row(post.text("title").html, page_address(post), label)
    moment = dates.moment_in_words(post.published_at)
    return Row(
        post.text("title").html, page_address(post), _("Appears on %(moment)s") % {"moment": moment}
    )


def events_ahead(desk: Desk) -> Task:
    events = desk.visible(Event).upcoming().select_related("branch")
    return task(_("Events ahead"), events, event_row, list_address(Event, when="upcoming"))


def event_row(event: Event) -> Row:
    moment = dates.moment_in_words(event.starts_at)
    state = f" ({event.get_status_display()})" if event.is_changed else ""
    return Row(f"{moment}{state}", page_address(event), f"{event.place}, {event.branch}")


def promises_due(desk: Desk) -> Task:
    due = desk.changeable(Commitment).due()
    return task(_("Promises due"), due, promise_row, list_address(Commitment, due="soon"))


def promise_row(promise: Commitment) -> Row:
    day = dates.day_in_words(promise.due_on)
    is_over = promise.due_on < timezone.localdate()
    detail = _("was due on %(day)s") if is_over else _("due on %(day)s")
    return Row(promise.text("promise").html, page_address(promise), detail % {"day": day}, is_over)


def pictures_waiting(desk: Desk) -> Task:
    pictures = desk.visible(Picture).waiting().changeable_by(desk.request.user)
    return task(
        _("Pictures not shown yet"), pictures, picture_row, list_address(Picture, state="waiting")
    )


def picture_row(picture: Picture) -> Row:
    obstacles = dates.join_words([str(words) for words in picture.obstacles])
    return Row(
        picture.text("alt").html or _("No description yet"), page_address(picture), obstacles
    )


def missing_texts(desk: Desk) -> Task:
    """What is over is not counted: nobody reads it ahead of time."""
    things = {
        model: desk.changeable(model) for model in desk.pages if issubclass(model, TranslatedModel)
    }
    things[Event] = things[Event].upcoming()
    rows = [row for model, found in things.items() if (row := missing_row(desk, model, found))]
    return Task(_("Texts missing a language"), rows, len(rows))


def missing_row(desk: Desk, model: type[TranslatedModel], found: QuerySet) -> Row | None:
    counts = found.order_by().aggregate(
        **{
            code: Count("pk", filter=model.missing_in(code), distinct=True)
            for code in desk.languages()
        }
    )
    only = {"when": "upcoming"} if model is Event else {}
    links = format_html_join(
        " · ",
        '<a href="{}"><span lang="{}">{}</span>: {}</a>',
        (
            (list_address(model, missing=code, **only), code, languages.NAMES[code], number)
            for code, number in counts.items()
            if number
        ),
    )
    return Row(capfirst(str(model._meta.verbose_name_plural)), detail=links) if links else None


def backup(desk: Desk) -> Task:
    """For whoever looks after the site."""
    if not desk.request.user.has_perm("core.change_user"):
        return Task(_("Backup"))
    made_at = last_backup()
    is_old = made_at is None or made_at < timezone.now() - BACKUP_IS_OLD_AFTER
    words = dates.moment_in_words(made_at) if made_at else _("There is no backup yet.")
    detail = _("The last one is this old: please look why.") if made_at and is_old else ""
    return Task(_("Last backup"), [Row(words, detail=detail, is_urgent=is_old)], 1)


TASKS = [
    answers_to_read,
    drafts,
    promises_due,
    pictures_waiting,
    missing_texts,
    events_ahead,
    backup,
]


def what_needs_doing(site: AdminSite, request: HttpRequest) -> list[Task]:
    desk = Desk(site, request)
    return [found for make in TASKS if (found := make(desk)).rows]
