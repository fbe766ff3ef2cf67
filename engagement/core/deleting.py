"""What stands in the way of deleting something, in plain words and numbers."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.db.models import Model
from django.http import HttpRequest
from django.utils.text import capfirst


class SaysWhatStandsInTheWay(admin.ModelAdmin):
    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What may not go with it is counted, not named: answers are residents' words."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if protected:
            return deleted, counts, set(), self.counted(objs)
        return deleted, counts, lacking, protected

    def counted(self, objs: Sequence[Any]) -> list[str]:
        collector = NestedObjects(using=router.db_for_write(self.model), origin=objs)
        collector.collect(objs)
        numbers = Counter(type(row) for row in collector.protected)
        # A sheet and the answers on it have one name among staff: the sheets are counted.
        named = {label(model): number for model, number in numbers.most_common()}
        return [f"{name}: {number}" for name, number in named.items()]


def label(model: type[Model]) -> str:
    return capfirst(str(model._meta.verbose_name_plural))
