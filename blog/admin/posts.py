from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from blog.models import Post
from engagement.core import dates
from engagement.core.admin_base import TranslatedAdmin, localized, side_by_side

from .post_pages import tabs
from .sections import BranchSectionInline


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

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if post := context.get("original"):
            context["tabs"] = tabs(self, request, post, "blog_post_change")
        return super().render_change_form(request, context, *args, **kwargs)
