"""A post as its readers will see it, by links that can be sent to somebody without an account."""

from typing import TYPE_CHECKING, Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from blog import previews
from blog.models import Post
from engagement.core import languages

from .post_pages import post_to_edit, render_page

if TYPE_CHECKING:
    from .posts import PostAdmin


def preview(pages: "PostAdmin", request: HttpRequest, key: int) -> HttpResponse:
    post = post_to_edit(pages, request, key)
    if request.method == "POST":
        previews.revoke(post)
        messages.success(request, _("The old links open nothing any more. Here are new ones."))
        return redirect("admin:blog_post_preview", post.pk)
    links = in_each_language(reverse("blog:post_preview", args=[previews.key_for(post)]))
    context = {"links": links, "code": code_for_phones(links, post), "until": previews.last_day()}
    return render_page(pages, request, post, "blog_post_preview", **context)


def in_each_language(path: str) -> list[dict[str, Any]]:
    """Links under the site's own address, each with the language's name."""
    return [
        {"code": code, "name": name, "address": settings.PUBLIC_URL + languages.swap(path, code)}
        for code, name in settings.LANGUAGES
    ]


def code_for_phones(links: list[dict[str, Any]], post: Post) -> SafeString:
    """A QR code in the language that the post was written in first."""
    address = next(link["address"] for link in links if link["code"] == post.source_language)
    code = segno.make(address, error="l").svg_inline(
        omitsize=True, light="#fff", svgclass=None, lineclass=None
    )
    return mark_safe(code)
