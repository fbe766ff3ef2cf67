from typing import Self

from django.db import models
from django.db.models.functions import ExtractYear

from engagement.core.publishing import PublishedQuerySet


class PostQuerySet(PublishedQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk").select_related("period", "picture")

    def by_branch(self, branch: models.Model | None) -> Self:
        """Posts in which the branch speaks."""
        return self.filter(sections__branch=branch) if branch else self

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
