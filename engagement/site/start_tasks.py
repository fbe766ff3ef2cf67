"""What needs doing, for whoever may do it: each list asks the staff page that would show it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.admin.write_ups import link_in_words
from blog.models import Commitment, Post
from engagement.core import dates, languages
from engagement.core.backups.folder import last_backup
from engagement.core.models import Picture
from engagement.core.texts import TranslatedModel
from outreach.models import Event, EventReport
from surveys.models import Response

from .desk.queue import may_sit_down
from .start_desk import Desk, Row, Task, list_address, page_address, task

BACKUP_IS_OLD_AFTER = timedelta(days=2)


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


def write_ups_to_come(desk: Desk) -> Task:
    waiting = desk.changeable(EventReport).waiting()
    return task(_("Write-ups to come"), waiting, write_up_row, list_address(EventReport))


def write_up_row(report: EventReport) -> Row:
    detail = f"{report.get_state_display()} · {link_in_words(report)}"
    return Row(str(report), page_address(report), detail, is_urgent=not report.link_opens)


def write_ups_in_no_post(desk: Desk) -> Task:
    sent = desk.changeable(EventReport).sent().filter(section=None).order_by("-sent_at")
    return task(
        _("Write-ups in no post yet"), sent, sent_row, list_address(EventReport, state="sent")
    )


def sent_row(report: EventReport) -> Row:
    sent_at = dates.moment_in_words(report.sent_at) if report.sent_at else ""
    return Row(str(report), page_address(report), sent_at)


def events_not_written_up(desk: Desk) -> Task:
    """Those that nobody has been asked about; the ones asked for stand among the write-ups."""
    events = desk.in_charge_of(Event).to_write_up().without_write_up().filter(reports=None)
    row = ask_row if desk.request.user.has_perm("outreach.add_eventreport") else event_row
    return task(_("Past events without a write-up"), events, row, list_address(Event, when="past"))


def ask_row(event: Event) -> Row:
    ask = reverse("admin:outreach_eventreport_add") + f"?event={event.pk}&branch={event.branch_id}"
    return replace(event_row(event), address=ask)


def events_ahead(desk: Desk) -> Task:
    events = desk.visible(Event).upcoming().select_related("branch")
    return task(_("Events ahead"), events, event_row, list_address(Event, when="upcoming"))


def event_row(event: Event) -> Row:
    moment = dates.moment_in_words(event.starts_at)
    state = f" ({event.get_status_display()})" if event.is_changed else ""
    return Row(f"{moment}{state}", page_address(event), f"{event.place}, {event.branch}")


def promises_due(desk: Desk) -> Task:
    due = desk.in_charge_of(Commitment).due()
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


def texts_to_translate(desk: Desk) -> Task:
    """What is over is not counted: nobody reads it ahead of time."""
    things = {
        model: desk.changeable(model) for model in desk.pages if issubclass(model, TranslatedModel)
    }
    things[Event] = things[Event].upcoming()
    rows = [row for model, found in things.items() if (row := unfinished_row(desk, model, found))]
    if rows and may_sit_down(desk.request):
        rows.insert(0, Row(_("One text after the other"), reverse("translations")))
    return Task(_("Texts to translate"), rows, len(rows))


def unfinished_row(desk: Desk, model: type[TranslatedModel], found: QuerySet) -> Row | None:
    counts = found.order_by().aggregate(
        **{
            code: Count("pk", filter=model.unfinished_in(code), distinct=True)
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
    write_ups_in_no_post,
    write_ups_to_come,
    promises_due,
    pictures_waiting,
    events_not_written_up,
    texts_to_translate,
    events_ahead,
    backup,
]


def what_needs_doing(site: AdminSite, request: HttpRequest) -> list[Task]:
    desk = Desk(site, request)
    return [found for make in TASKS if (found := make(desk)).rows]
