"""A post to be copied for the library's own website, or into an e-mail."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from blog import copies
from engagement.core import languages

from .post_pages import post_to_edit, render_page

if TYPE_CHECKING:
    from .posts import PostAdmin


def copy(pages: "PostAdmin", request: HttpRequest, key: int) -> HttpResponse:
    post = post_to_edit(pages, request, key)
    asked = request.GET.get("language", "")
    code = asked if asked in languages.CODES else post.source_language
    html = copies.as_html(post, code)
    context = {
        "title": _("Copy for the library's website"),
        "code": code,
        "languages": languages.NAMES,
        "title_to_copy": copies.title(post, code),
        "html": html,
        # Made from sanitised prose by a template that escapes the rest.
        "shown": mark_safe(html),
        "text": copies.as_text(post, code),
    }
    return render_page(pages, request, post, "blog_post_copy", **context)
