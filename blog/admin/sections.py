from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from blog.models import BranchSection
from engagement.core.admin_base import PartInline, TranslatedAdmin, localized, side_by_side
from outreach.own_branch import OwnBranchFields


class BranchSectionInline(PartInline):
    model = BranchSection
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("branch", "position", "source_language"),
                    *side_by_side("body"),
                    "picture",
                ]
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("branch", "post")


@admin.register(BranchSection)
class BranchSectionAdmin(OwnBranchFields, TranslatedAdmin):
    """One section on a page of its own: branch staff write theirs until the post is published."""

    list_display = ("branch", "post", "written_in")
    list_filter = (("branch", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("branch", "post")
    search_fields = localized("body")
    ordering = ("-post_id", "position")
    readonly_fields = ("post", "branch")
    fieldsets = [
        (None, {"fields": ["post", "branch", "source_language", *side_by_side("body"), "picture"]})
    ]

    def found_as(self, instance: Any) -> str:
        return str(instance)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A section begins in its post."""
        return False

    def may_for_own(self, action: str, request: HttpRequest, obj: Any = None) -> bool:
        published = obj is not None and obj.post.is_published
        return super().may_for_own(action, request, obj) and not (action == "change" and published)
