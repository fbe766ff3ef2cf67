from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from django.views.decorators.http import require_safe

from blog.models import Post
from engagement.core import languages
from engagement.core.slugs import get_by_slug
from outreach.models import Branch, Event

from .models import Section

EVENTS_ON_LANDING_PAGE = 3
POSTS_ON_LANDING_PAGE = 6
EVENTS_ON_BRANCH_PAGE = 6


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    with override(languages.preferred(request)):
        response = redirect("site:landing")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    context = {
        "sections": {section.key: section for section in Section.objects.shown()},
        "events": Event.objects.public().upcoming()[:EVENTS_ON_LANDING_PAGE],
        "posts": Post.objects.published().newest_first()[:POSTS_ON_LANDING_PAGE],
    }
    return render(request, "site/landing.html", context)


@require_safe
def branch_list(request: HttpRequest) -> HttpResponse:
    return render(request, "site/branch_list.html", {"branches": Branch.objects.by_name()})


@require_safe
def branch_detail(request: HttpRequest, slug: str) -> HttpResponse:
    branch = get_by_slug(Branch.objects.all(), slug)
    context = {
        "branch": branch,
        "events": Event.objects.public().upcoming().at_branch(branch)[:EVENTS_ON_BRANCH_PAGE],
        "posts": Post.objects.published().by_branch(branch).newest_first(),
    }
    return render(request, "site/branch_detail.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "site/privacy.html", {"years": settings.ANSWER_RETENTION_YEARS})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /s/",
        *(f"Disallow: /{code}/preview/" for code in languages.CODES),
        f"Sitemap: {settings.PUBLIC_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
