from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from engagement.core.admin_base import FollowingInline, TranslatedAdmin, side_by_side

from .models import Section, SectionItem
from .people import PersonAdmin

__all__ = ["PersonAdmin", "SectionAdmin"]


class SectionItemInline(FollowingInline):
    model = SectionItem
    fieldsets = [(None, {"fields": [*side_by_side("title", "detail"), ("drawing", "position")]})]


@admin.register(Section)
class SectionAdmin(TranslatedAdmin):
    """Each part exists once: worded, pictured, hidden, but neither added nor deleted."""

    list_display = ("part", "heading", "is_shown", "written_in", "demonstration")
    list_display_links = ("part", "heading")
    list_editable = ("is_shown",)
    list_select_related = ()
    ordering = ("pk",)
    readonly_fields = ("part",)
    inlines = (SectionItemInline,)
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "part",
                    "is_shown",
                    "source_language",
                    *side_by_side("title", "body", "call"),
                    "picture",
                ]
            },
        )
    ]

    @admin.display(description=_("part"))
    def part(self, section: Section) -> str:
        return section.get_key_display()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Section | None = None) -> bool:
        return False
