from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from engagement.core.slugs import get_by_slug
from engagement.core.unlisted import unlisted

from . import previews
from .forms import chosen
from .models import Post
from .numbers import Numbers

PER_PAGE = 12


@require_safe
def post_list(request: HttpRequest) -> HttpResponse:
    form, filters = chosen(request.GET)
    posts = (
        Post.objects.published()
        .by_branch(filters.get("branch"))
        .about_year(filters.get("year"))
        .newest_first()
    )
    page = Paginator(posts, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "posts": page.object_list, "filters": filters}
    return render(request, "blog/post_list.html", context)


@require_safe
def post_detail(request: HttpRequest, slug: str) -> HttpResponse:
    post = get_by_slug(Post.objects.published().newest_first(), slug)
    return render(request, "blog/post_detail.html", post_context(post))


def post_context(post: Post) -> dict[str, Any]:
    sections = list(post.sections.select_related("branch", "picture").prefetch_related("quotes"))
    texts = [post.text(field) for field in ("title", "in_short", "introduction")]
    texts += [section.text("body") for section in sections]
    return {"post": post, "sections": sections, "texts": texts, "numbers": Numbers(sections)}


@require_safe
@unlisted
def post_preview(request: HttpRequest, key: str) -> HttpResponse:
    """A post as it stands now, for whoever was given the link."""
    link = previews.read(key)
    post = Post.objects.newest_first().filter(pk=link.post).first() if link else None
    if post and post.is_published:
        return redirect(post)
    if link is None or post is None or not link.opens(post):
        return render(request, "blog/post_preview_ended.html", status=404)
    # As if it were published at this moment.
    post.published_at = timezone.now()
    context = {**post_context(post), "until": link.until}
    return render(request, "blog/post_preview.html", context)
