from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from blog.models import Period
from engagement.core import dates
from engagement.core.admin_base import TranslatedAdmin, localized, side_by_side


@admin.register(Period)
class PeriodAdmin(TranslatedAdmin):
    list_display = ("heading", "first_day", "last_day", "written_in", "demonstration")
    list_filter = ("is_demo",)
    search_fields = localized("label")
    fieldsets = [
        (
            None,
            {"fields": ["source_language", *side_by_side("label"), ("starts_on", "ends_on")]},
        )
    ]

    @admin.display(description=_("first day"), ordering="starts_on")
    def first_day(self, period: Period) -> str:
        return dates.day_in_words(period.starts_on)

    @admin.display(description=_("last day"), ordering="ends_on")
    def last_day(self, period: Period) -> str:
        return dates.day_in_words(period.ends_on)
