from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from engagement.core.slugs import get_by_slug

from .forms import chosen
from .models import Post

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
    sections = post.sections.select_related("branch", "picture")
    texts = [post.text(field) for field in ("title", "in_short", "introduction")]
    texts += [section.text("body") for section in sections]
    context = {"post": post, "sections": sections, "texts": texts}
    return render(request, "blog/post_detail.html", context)
