from typing import Self

from django.db import models


class SectionQuerySet(models.QuerySet):
    def shown(self) -> Self:
        return self.filter(is_shown=True).select_related("picture").prefetch_related("items")
