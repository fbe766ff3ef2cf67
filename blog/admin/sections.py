from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from blog import services
from blog.models import BranchSection, Post
from engagement.core.admin_base import TranslatedAdmin, localized, side_by_side
from engagement.core.picture_choice import ChoosesPicture
from outreach.own_branch import OwnBranchFields

from .post_pages import tabs
from .posts import PostAdmin
from .quotes import PullQuoteInline
from .section_rows import lengths

LIST = "blog_post_sections"


@admin.register(BranchSection)
class BranchSectionAdmin(ChoosesPicture, OwnBranchFields, TranslatedAdmin):
    """One section on a page of its own: branch staff write theirs until the post is published."""

    list_display = ("branch", "post", "written_in")
    list_filter = (("branch", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("branch", "post")
    search_fields = localized("body")
    ordering = ("-post_id", "position")
    inlines = (PullQuoteInline,)
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "source_language",
                    *side_by_side("body"),
                    ("attended", "engaged"),
                    "picture",
                ]
            },
        )
    ]

    def found_as(self, instance: Any) -> str:
        return str(instance)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A section begins in its post."""
        return False

    def may_for_own(self, action: str, request: HttpRequest, obj: Any = None) -> bool:
        published = obj is not None and obj.post.is_published
        return super().may_for_own(action, request, obj) and not (action == "change" and published)

    @property
    def posts(self) -> PostAdmin:
        return cast(PostAdmin, self.admin_site.get_model_admin(Post))

    def sees_post(self, request: HttpRequest, section: BranchSection) -> bool:
        return self.posts.has_view_permission(request, section.post)

    def titles(self, original: BranchSection) -> dict[str, Any]:
        return {"title": original.branch.name, "subtitle": original.post}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        section = context["original"]
        before, after = self.neighbours(request, section)
        context |= {"before": before, "after": after}
        if self.sees_post(request, section):
            context["tabs"] = tabs(self.posts, request, section.post, LIST)
        return super().render_change_form(request, context, *args, **kwargs)

    def neighbours(
        self, request: HttpRequest, section: BranchSection
    ) -> tuple[BranchSection | None, BranchSection | None]:
        """The sections before and after, of those that this person may open."""
        visible = self.get_queryset(request).filter(post=section.post_id)
        around = [None, *visible.select_related("branch").order_by("position", "pk"), None]
        place = around.index(section)
        return around[place - 1], around[place + 1]

    def save_model(self, request: HttpRequest, obj: BranchSection, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.has_changed():
            services.mark_changed(obj.post_id)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            services.mark_changed(form.instance.post_id)

    def response_change(self, request: HttpRequest, obj: BranchSection) -> HttpResponse:
        after = self.neighbours(request, obj)[1]
        if "_next" in request.POST and after:
            saved = _("The words of %(branch)s are saved. Here is the next branch library.")
            messages.success(request, saved % {"branch": obj.branch})
            return redirect("admin:blog_branchsection_change", after.pk)
        return super().response_change(request, obj)

    def response_post_save_change(
        self, request: HttpRequest, obj: BranchSection
    ) -> HttpResponseRedirect:
        if self.sees_post(request, obj):
            return redirect(f"admin:{LIST}", obj.post_id)
        return super().response_post_save_change(request, obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        section = self.get_object(request, unquote(object_id))
        if section is None:
            return super().delete_view(request, object_id, extra_context)
        context = {"title": _("Remove a branch library"), "lengths": lengths(section)}
        answer = super().delete_view(request, object_id, {**(extra_context or {}), **context})
        return redirect(f"admin:{LIST}", section.post_id) if answer.status_code == 302 else answer

    def delete_model(self, request: HttpRequest, obj: BranchSection) -> None:
        services.remove_section(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[BranchSection]) -> None:
        for section in queryset:
            services.remove_section(section)
