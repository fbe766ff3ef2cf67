from copy import copy
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from engagement.core import languages

from . import samples, tokens


def chosen_language(request: HttpRequest) -> str:
    code = request.GET.get("language", "")
    return code if code in languages.CODES else get_language() or languages.CODES[0]


def as_a_reader(request: HttpRequest) -> HttpRequest:
    """The same request at an address of the site, so that its templates draw what readers get."""
    shown = copy(request)
    shown.path = shown.path_info = reverse("outreach:event_list")
    shown.GET = QueryDict()
    return shown


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Reached only by staff who are signed in (`staff_urls`)."""
    code = chosen_language(request)
    with override(code):
        context: dict[str, Any] = {
            "code": code,
            "languages": languages.NAMES,
            "purposes": tokens.purposes(),
            "pairs": tokens.pairs(),
            "sizes": tokens.named("--text"),
            "spaces": tokens.named("--space"),
            "page": Paginator(range(9), 3).page(2),
            **samples.all_in(code),
        }
        response = render(as_a_reader(request), "site/style_guide/page.html", context)
    response.headers["Content-Language"] = code
    return response
