from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from blog import services
from blog.models import Post
from engagement.core import dates
from engagement.core.admin_base import TranslatedAdmin, localized, side_by_side
from engagement.core.picture_choice import ChoosesPicture

from .copying import copy
from .post_pages import post_to_edit, tabs
from .post_write_ups import write_ups
from .preview import preview
from .publish import publish
from .section_list import move_section, section_list
from .start import start

# By the last part of the address and of the URL name.
PAGES = {
    "write_ups": write_ups,
    "sections": section_list,
    "preview": preview,
    "publish": publish,
    "copy": copy,
}


@admin.register(Post)
class PostAdmin(ChoosesPicture, TranslatedAdmin):
    list_display = ("heading", "state", "period", "branches", "written_in", "demonstration")
    list_filter = ("period", ("sections__branch", admin.RelatedOnlyFieldListFilter), "is_demo")
    list_select_related = ("period",)
    search_fields = localized("title", "summary")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "source_language",
                    *side_by_side("title", "in_short", "summary", "introduction", "byline"),
                    "picture",
                ]
            },
        ),
        (_("Quarter and address"), {"fields": ["period", "slug", "on_the_site"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        return [
            path("start/", self.page(start), name="blog_post_start"),
            *(
                path(
                    f"<int:key>/{name.replace('_', '-')}/",
                    self.page(view),
                    name=f"blog_post_{name}",
                )
                for name, view in PAGES.items()
            ),
            path(
                "sections/<int:key>/move/",
                require_POST(self.page(move_section)),
                name="blog_branchsection_move",
            ),
            path(
                "<int:key>/duplicate/",
                require_POST(self.page(duplicate)),
                name="blog_post_duplicate",
            ),
            *super().get_urls(),
        ]

    def parts_of(self, instance: Any) -> list[QuerySet]:
        """Its history holds that of what the branches say in it."""
        return [instance.sections.all()]

    def page(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return self.admin_site.admin_view(partial(view, self))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("sections")

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
        said = _("Published on %(moment)s") if post.is_published else _("Appears on %(moment)s")
        return said % {"moment": words}

    @admin.display(description=_("branch libraries"))
    def branches(self, post: Post) -> str:
        number = len(post.sections.all())
        words = ngettext("%(number)s branch library", "%(number)s branch libraries", number)
        return words % {"number": number}

    def has_page(self, instance: Any) -> bool:
        return instance.is_published

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # A quarter has one post.
        context["show_save_and_add_another"] = False
        if post := context.get("original"):
            context["tabs"] = tabs(self, request, post, "blog_post_change")
        return super().render_change_form(request, context, *args, **kwargs)


def duplicate(pages: PostAdmin, request: HttpRequest, key: int) -> HttpResponse:
    post = post_to_edit(pages, request, key)
    if not pages.has_add_permission(request):
        raise PermissionDenied
    copy = services.duplicate(post)
    pages.log_addition(request, copy, [{"added": {}}])
    messages.success(request, _("This is the copy, a draft of its own."))
    return redirect("admin:blog_post_change", copy.pk)
