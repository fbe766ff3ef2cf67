"""Whether readers see a picture, in words and as a filter of the list."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.core.models import Picture

SHOWN = pgettext_lazy("picture", "Shown")
WAITING = pgettext_lazy("picture", "Not shown yet")
WITHDRAWN = pgettext_lazy("picture", "Withdrawn")
# Each has the name of its queryset.
STATES = {"shown": SHOWN, "waiting": WAITING, "withdrawn": WITHDRAWN}


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(STATES.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        chosen = self.value()
        return getattr(queryset, chosen)() if chosen in STATES else queryset


def state_in_words(picture: Picture) -> str:
    if picture.withdrawn_at:
        return str(WITHDRAWN)
    if picture.is_shown:
        return str(SHOWN)
    reasons = ", ".join(str(words) for words in picture.obstacles)
    return _("Not shown yet: %(reasons)s") % {"reasons": reasons}
