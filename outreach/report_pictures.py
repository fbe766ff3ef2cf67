"""The pictures of a write-up: kept one by one, since a form that comes back holds no file."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from engagement.core.models import Picture
from engagement.core.picture_forms import PhotographForm

from .models import EventReport

MOST_PICTURES = 4


def shown_pictures(report: EventReport) -> QuerySet[Picture]:
    """Without those that somebody has withdrawn since."""
    return Picture.objects.shown().filter(reports=report).order_by("pk")


def has_room(report: EventReport) -> bool:
    return shown_pictures(report).count() < MOST_PICTURES


@transaction.atomic
def add_photograph(key: int, form: PhotographForm) -> bool:
    """Whether it is there: sent twice, it is there once; what has been sent stays as it is."""
    report = EventReport.objects.select_for_update().get(pk=key)
    if holds(report, form.cleaned_data):
        return True
    if report.is_sent or not has_room(report):
        return False
    report.pictures.add(form.save(report.language))
    return True


def holds(report: EventReport, sent: dict[str, Any]) -> bool:
    """Whether the same photograph is there with the same words."""
    width, height = sent["upload"].size
    same = report.pictures.filter(width=width, height=height, consent=sent["consent"])
    return any(
        picture.stored_text("alt", picture.source_language) == sent["alt"] for picture in same
    )


@transaction.atomic
def withdraw_picture(key: int, picture: int) -> None:
    report = EventReport.objects.select_for_update().get(pk=key)
    if not report.is_sent:
        for taken in report.pictures.filter(pk=picture):
            taken.withdraw(None)
            report.pictures.remove(taken)
