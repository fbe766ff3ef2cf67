from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from .private_links import PrivateLinkQuerySet

RECENT_DAYS = 90
DAYS_TO_WRITE_UP = 180


class BranchQuerySet(models.QuerySet):
    def by_name(self) -> Self:
        return self.order_by("name")


class EventQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What the public may know of: no page, list, calendar or feed asks for anything else."""
        return self.filter(is_public=True).select_related("branch", "kind")

    def upcoming(self) -> Self:
        """Not over yet, the next first; a cancelled one stays, so that nobody goes in vain."""
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")

    def past(self) -> Self:
        return self.filter(ends_at__lt=timezone.now()).order_by("-starts_at", "-pk")

    def nearest_first(self) -> Self:
        """The next and the last ones before those of other years."""
        now = timezone.now()
        return self.order_by(Greatest(F("starts_at") - now, now - F("starts_at")), "pk")

    def held_between(self, first_day: date, last_day: date) -> Self:
        return self.filter(starts_at__date__range=(first_day, last_day))

    def at_branch(self, branch: models.Model | None) -> Self:
        return self.filter(branch=branch) if branch else self

    def with_code(self, code: str) -> Self:
        """By the code of a poster, however it was typed."""
        return self.filter(code=code.replace("\0", "").strip().lower())

    def recent(self) -> Self:
        """For subscribed calendars: an event should not vanish from a phone once it is over."""
        start = timezone.now() - timedelta(days=RECENT_DAYS)
        return self.filter(ends_at__gte=start).order_by("starts_at", "pk")

    def held(self) -> Self:
        """Begun or over, the newest first. A closed one too: its people were heard."""
        begun = self.filter(starts_at__lte=timezone.now()).exclude(status="cancelled")
        return begun.order_by("-starts_at", "-pk").select_related("kind", "branch")

    def to_write_up(self) -> Self:
        start = timezone.now() - timedelta(days=DAYS_TO_WRITE_UP)
        return self.held().filter(starts_at__gte=start)

    def without_write_up(self) -> Self:
        """Over, and nobody has sent in yet what was heard there."""
        over = self.held().filter(ends_at__lt=timezone.now())
        return over.exclude(reports__state="sent")


class EventReportQuerySet(PrivateLinkQuerySet):
    def sent(self) -> Self:
        return self.filter(state="sent")

    def waiting(self) -> Self:
        """For the branch to send, those whose link ends first on top."""
        waiting = self.exclude(state="sent").order_by("link_until", "asked_at")
        return waiting.select_related("branch", "event__kind")
