"""The pages of one post, and what they share: the row of tabs, who gets in, the frame."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from blog.models import Post

if TYPE_CHECKING:
    from .posts import PostAdmin

# The URL name of each page, in the order of the work.
TABS: list[tuple[str, Promise]] = [
    ("blog_post_change", pgettext_lazy("page of a post", "Words")),
    ("blog_post_write_ups", pgettext_lazy("page of a post", "Write-ups")),
    ("blog_post_sections", pgettext_lazy("page of a post", "Branch libraries")),
    ("blog_post_preview", pgettext_lazy("page of a post", "Preview")),
    ("blog_post_publish", pgettext_lazy("page of a post", "Publish")),
    ("blog_post_copy", pgettext_lazy("page of a post", "Copy")),
]
# Those that whoever may only read a post, or translate it, has too.
FOR_READERS = {"blog_post_change", "blog_post_sections"}


def tabs(pages: "PostAdmin", request: HttpRequest, post: Post, current: str) -> list[dict]:
    may_rewrite = pages.may_rewrite(request, post)
    return [
        {"address": reverse(f"admin:{name}", args=[post.pk]), "label": label,
         "is_current": name == current}
        for name, label in TABS
        if may_rewrite or name in FOR_READERS
    ]  # fmt: skip


def post_to_read(pages: "PostAdmin", request: HttpRequest, key: int) -> Post:
    """Raises PermissionDenied for whoever may not see posts."""
    post = get_object_or_404(pages.get_queryset(request), pk=key)
    if not pages.has_view_permission(request, post):
        raise PermissionDenied
    return post


def post_to_edit(pages: "PostAdmin", request: HttpRequest, key: int) -> Post:
    """Raises PermissionDenied for whoever may not change the whole post."""
    post = post_to_read(pages, request, key)
    if not pages.may_rewrite(request, post):
        raise PermissionDenied
    return post


def render_page(
    pages: "PostAdmin", request: HttpRequest, post: Post, current: str, **context: Any
) -> HttpResponse:
    """`current` is the URL name of the page; its template is `admin/blog/post/<page>.html`."""
    frame = {
        **pages.admin_site.each_context(request),
        "opts": pages.opts,
        "title": dict(TABS)[current],
        "post": post,
        "tabs": tabs(pages, request, post, current),
    }
    template = f"admin/blog/post/{current.removeprefix('blog_post_')}.html"
    return render(request, template, {**frame, **context})
