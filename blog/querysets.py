from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models.functions import ExtractYear
from django.utils import timezone

from engagement.core.publishing import PublishedQuerySet

DUE_SOON_DAYS = 30


class PostQuerySet(PublishedQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk").select_related("period", "picture")

    def by_branch(self, branch: models.Model | None) -> Self:
        """Posts in which the branch speaks."""
        return self.filter(sections__branch=branch) if branch else self

    def about(self, first_day: date, last_day: date) -> Self:
        return self.filter(period__starts_on=first_day, period__ends_on=last_day)

    def about_year(self, year: int | None) -> Self:
        """Posts that report on a year; a winter may belong to two."""
        if not year:
            return self
        return self.filter(period__starts_on__year__lte=year, period__ends_on__year__gte=year)

    def years(self) -> list[int]:
        """The years reported on, newest first."""
        spans = self.order_by().values_list(
            ExtractYear("period__starts_on"), ExtractYear("period__ends_on")
        )
        years = {year for first, last in spans.distinct() for year in range(first, last + 1)}
        return sorted(years, reverse=True)

    def drafts(self) -> Self:
        """Not published yet, though its time may be set; the newest period first."""
        newest = self.unpublished().order_by("-period__starts_on", "-pk")
        return newest.select_related("period")

    def drafts_about(self, day: date | None) -> Self:
        if day is None:
            return self.none()
        return self.drafts().filter(period__starts_on__lte=day, period__ends_on__gte=day)


class CommitmentQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(state="open")

    def due(self) -> Self:
        """Open promises whose day is near or over, the most urgent first."""
        soon = timezone.localdate() + timedelta(days=DUE_SOON_DAYS)
        return self.open().filter(due_on__lte=soon).order_by("due_on", "pk")
