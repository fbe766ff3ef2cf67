"""Writes to what branches report, each in one transaction."""

from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from engagement.core.audit import unrecorded

from .models import EventReport


class Outcome(Enum):
    KEPT = "kept"
    OTHER_WORDS = "other words"
    CLOSED = "closed"


@dataclass(frozen=True)
class Writing:
    """What stands on one open page: the page itself, what it was made from, and its words."""

    sheet: UUID
    version: int
    words: dict[str, Any]


@transaction.atomic
def keep(key: int, writing: Writing) -> Outcome:
    """Keep the words, unless another page has written meanwhile or they have been sent.

    A page may write as often as it likes, in whatever order its own presses arrive.
    """
    report = EventReport.objects.select_for_update().get(pk=key)
    if report.holds(writing.words):
        return Outcome.KEPT
    if report.is_sent:
        return Outcome.CLOSED
    if report.version != writing.version and report.sheet != writing.sheet:
        return Outcome.OTHER_WORDS
    write(report, writing)
    return Outcome.KEPT


def write(report: EventReport, writing: Writing) -> None:
    for name, value in writing.words.items():
        setattr(report, name, value)
    report.sheet, report.version = writing.sheet, report.version + 1
    report.kept_at = timezone.now()
    report.is_demo = False
    if report.state == EventReport.State.ASKED:
        report.state = EventReport.State.BEGUN
    # Kept every few seconds: what is recorded is the section that it becomes.
    with unrecorded():
        report.save()


def mark_sent(report: EventReport) -> None:
    report.state, report.sent_at = EventReport.State.SENT, timezone.now()
    report.save(update_fields=["state", "sent_at"])


@transaction.atomic
def send_back(key: int, remark: str) -> bool:
    """With a fresh fortnight to mend it. False if it is with the branch already.

    Pressed twice, it has been sent back with this remark, and that is so.
    """
    report = EventReport.objects.select_for_update().get(pk=key)
    if not report.is_sent:
        return report.is_returned and report.remark == remark
    report.state, report.returned_at = EventReport.State.RETURNED, timezone.now()
    report.remark = remark
    report.renew_link()
    report.save()
    return True


@transaction.atomic
def renew_link(key: int) -> bool:
    report = EventReport.objects.select_for_update().get(pk=key)
    report.renew_link()
    report.save(update_fields=["link_until"])
    return True


@transaction.atomic
def revoke_link(key: int) -> bool:
    """Pressed twice, it is withdrawn once."""
    report = EventReport.objects.select_for_update().get(pk=key)
    if report.link_until is not None:
        report.revoke_link()
        report.save(update_fields=["nonce", "link_until"])
    return True
