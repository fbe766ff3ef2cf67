"""One search over everything that the person may see."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from engagement.core.forms import as_typed

from .search.forms import LONGEST
from .start_desk import list_address, page_address
from .start_page import PAGES

SHOWN = 5


@dataclass(frozen=True)
class Found:
    heading: str
    rows: list[tuple[str, Any]]
    number: int
    more: str


@require_safe
def staff_search(request: HttpRequest) -> HttpResponse:
    words = as_typed(request.GET.get("q")).strip()[:LONGEST]
    pages = pages_in_order() if words else []
    found = [looked_up(page, request, words) for page in pages if may_look(page, request)]
    context = {
        **admin.site.each_context(request),
        "title": _("Search"),
        "words": words,
        "found": [group for group in found if group.rows],
    }
    return render(request, "admin/search.html", context)


def pages_in_order() -> list[Any]:
    """As on the start page: what staff work on most comes first."""
    return [admin.site._registry[model] for _heading, models in PAGES for model in models]


def may_look(pages: Any, request: HttpRequest) -> bool:
    return bool(pages.search_fields) and pages.has_view_permission(request)


def looked_up(pages: Any, request: HttpRequest, words: str) -> Found:
    rows, may_repeat = pages.get_search_results(request, pages.get_queryset(request), words)
    rows = rows.distinct() if may_repeat else rows
    shown = [(page_address(row), pages.found_as(row)) for row in rows[:SHOWN]]
    heading = capfirst(str(pages.opts.verbose_name_plural))
    return Found(heading, shown, rows.count(), list_address(pages.model, q=words))
