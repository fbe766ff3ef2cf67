"""What a reader without a connection sees: a page that a worker in their browser keeps."""

import json
from copy import copy
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from engagement.core import languages

FILES = ["css/site.css", "fonts/commissioner-vi.woff2", "img/park.svg"]


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "site/offline.html")


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """Another version whenever what it keeps has changed."""
    pages, files = [address_in(code) for code in in_order()], [static(name) for name in FILES]
    kept = [*(page_in(code, request) for code in languages.CODES), *map(str.encode, files)]
    context = {
        "pages": json.dumps(pages),
        "files": json.dumps(files),
        "version": sha256(b"".join(kept)).hexdigest()[:12],
    }
    return render(request, "site/sw.js", context, content_type="text/javascript; charset=utf-8")


def in_order() -> list[str]:
    """The library's own language first, for an address that names none."""
    return sorted(languages.CODES, key=lambda code: code != settings.LANGUAGE_CODE)


def address_in(code: str) -> str:
    with override(code):
        return reverse("site:offline")


def page_in(code: str, request: HttpRequest) -> bytes:
    asked = copy(request)
    asked.path = asked.path_info = address_in(code)
    with override(code):
        return offline(asked).content
