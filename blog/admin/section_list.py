"""The branch libraries of a post, in their order: who speaks, how much, and what is missing."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from blog import services
from blog.models import BranchSection, Post
from blog.staff_forms import BranchChoiceForm, PlaceForm
from blog.suggestions import suggestions

from .post_pages import post_to_edit, post_to_read, render_page
from .section_rows import FEW_WORDS, MANY_WORDS, rows

if TYPE_CHECKING:
    from .posts import PostAdmin


def section_list(pages: "PostAdmin", request: HttpRequest, key: int) -> HttpResponse:
    """Sent, it adds the chosen branches."""
    post = post_to_read(pages, request, key)
    form = BranchChoiceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and post_to_edit(pages, request, key) and form.is_valid():
        services.add_sections(post, form.cleaned_data["branches"])
        messages.success(request, _("These branch libraries have a place now. Open one to write."))
        return redirect("admin:blog_post_sections", key)
    return render_page(
        pages, request, post, "blog_post_sections", **page(pages, request, post, form)
    )


def page(
    pages: "PostAdmin", request: HttpRequest, post: Post, form: BranchChoiceForm
) -> dict[str, Any]:
    sections = post.sections.select_related("branch", "picture").order_by("position", "pk")
    may_rewrite = pages.may_rewrite(request, post)
    return {
        "title": _("Branch libraries"),
        "rows": rows(sections, request.GET.get("moved"), request.GET.get("by", "")),
        "may_rewrite": may_rewrite,
        "suggestions": suggestions(post) if may_rewrite else [],
        "errors": form.errors.get("branches", []),
        "chosen": request.POST.getlist("branches"),
        "few_words": FEW_WORDS,
        "many_words": MANY_WORDS,
    }


def move_section(pages: "PostAdmin", request: HttpRequest, key: int) -> HttpResponse:
    """Back to the list, where the moved row has the focus and says its place."""
    section = get_object_or_404(BranchSection, pk=key)
    post_to_edit(pages, request, section.post_id)
    form = PlaceForm(request.POST)
    query: dict[str, Any] = {"moved": section.pk}
    if form.is_valid():
        position = form.cleaned_data["position"]
        query["by"] = "up" if position < section.position else "down"
        services.move_section(section, position)
    else:
        messages.error(request, _("Please use the buttons to move a branch library."))
    address = reverse("admin:blog_post_sections", args=[section.post_id])
    return redirect(f"{address}?{urlencode(query)}")
