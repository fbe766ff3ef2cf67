from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from engagement.core.admin_base import FollowingInline, TranslatedAdmin, localized, side_by_side

from .models import GlossaryTerm, Section, SectionItem
from .people import PersonAdmin

__all__ = ["GlossaryTermAdmin", "PersonAdmin", "SectionAdmin"]


class SectionItemInline(FollowingInline):
    model = SectionItem
    fieldsets = [(None, {"fields": [*side_by_side("title", "detail"), ("drawing", "position")]})]


@admin.register(Section)
class SectionAdmin(TranslatedAdmin):
    """Each part exists once: worded, pictured, hidden, but neither added nor deleted."""

    list_display = ("part", "heading", "is_shown", "written_in", "demonstration")
    list_display_links = ("part", "heading")
    list_select_related = ()
    actions = ("show", "hide")
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

    def has_rewrite_permission(self, request: HttpRequest) -> bool:
        return self.may_rewrite(request)

    @transaction.atomic
    def set_shown(self, chosen: QuerySet, is_shown: bool) -> None:
        """Saved one by one, so that each stands in the record of changes."""
        for part in chosen.select_for_update(of=("self",)):
            part.is_shown, part.is_demo = is_shown, False
            part.save(update_fields=["is_shown", "is_demo"])

    @admin.action(description=_("Show on the landing page"), permissions=["rewrite"])
    def show(self, request: HttpRequest, queryset: QuerySet) -> None:
        self.set_shown(queryset, True)
        messages.success(request, _("What you chose is shown on the landing page."))

    @admin.action(description=_("Hide from the landing page"), permissions=["rewrite"])
    def hide(self, request: HttpRequest, queryset: QuerySet) -> None:
        self.set_shown(queryset, False)
        messages.success(request, _("What you chose is hidden from the landing page."))

    @admin.display(description=_("part"))
    def part(self, section: Section) -> str:
        return section.get_key_display()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Section | None = None) -> bool:
        return False


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(TranslatedAdmin):
    list_display = ("heading", "written_in", "note")
    search_fields = localized("term")
    fieldsets = [(None, {"fields": ["source_language", *side_by_side("term"), "note"]})]
