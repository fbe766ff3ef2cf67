from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from .forms import SearchForm
from .found import Found, find
from .results import results_of
from .suggestions import suggestion

PER_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm.asked(request.GET)
    context: dict[str, Any] = {"form": form, "words": form.words}
    if form.words:
        context |= answer(form.words, get_language() or "", request.GET.get("page"))
    return render(request, "site/search/page.html", context)


def answer(words: str, language: str, number: str | None) -> dict[str, Any]:
    found = find(words, language)
    page = Paginator(found.hits, PER_PAGE).get_page(number)
    results = results_of(list(page.object_list))
    return {
        "found": found,
        "page": page,
        "here": [result for result in results if not result.language],
        "elsewhere": [result for result in results if result.language],
        "meant": offered(words, language, found),
    }


def offered(words: str, language: str, found: Found) -> str:
    """Only where nothing stands in the reader's language, and only what would be found."""
    if found.here:
        return ""
    better = suggestion(words, language)
    return better if better and find(better, language).here else ""
