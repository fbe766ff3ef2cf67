from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from engagement.core import dates
from engagement.core.admin_base import PartInline, TranslatedAdmin, localized, side_by_side
from outreach.own_branch import OwnBranchFields

from .models import BranchSection, Period, Post


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


@admin.register(Post)
class PostAdmin(TranslatedAdmin):
    list_display = ("heading", "state", "period", "branches", "written_in", "demonstration")
    list_filter = ("period", ("sections__branch", admin.RelatedOnlyFieldListFilter), "is_demo")
    list_select_related = ("period",)
    search_fields = localized("title", "summary")
    inlines = (BranchSectionInline,)
    fieldsets = [
        (None, {"fields": ["period", "published_at", "slug", "on_the_site"]}),
        (
            _("Words"),
            {
                "fields": [
                    "source_language",
                    *side_by_side("title", "summary", "byline", "in_short", "introduction"),
                    "picture",
                ]
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("sections__branch")

    def get_readonly_fields(self, request: HttpRequest, obj: Post | None = None) -> tuple[str, ...]:
        """Others have linked to a published address."""
        # Asked of the database: a form with errors has already put what was typed on the object.
        published = obj and Post.objects.published().filter(pk=obj.pk).exists()
        return ("on_the_site", "slug") if published else ("on_the_site",)

    @admin.display(description=_("state"), ordering="published_at")
    def state(self, post: Post) -> str:
        if post.published_at is None:
            return str(_("Draft"))
        words = dates.moment_in_words(post.published_at)
        return words if post.is_published else _("Appears on %(moment)s") % {"moment": words}

    @admin.display(description=_("branch libraries"))
    def branches(self, post: Post) -> str:
        return dates.join_words([section.branch.name for section in post.sections.all()])

    def has_page(self, instance: Any) -> bool:
        return instance.is_published


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

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A section begins in its post."""
        return False

    def may_for_own(self, action: str, request: HttpRequest, obj: Any = None) -> bool:
        published = obj is not None and obj.post.is_published
        return super().may_for_own(action, request, obj) and not (action == "change" and published)
