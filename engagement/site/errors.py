"""What a reader sees when something is wrong, in the language of the address they asked for.

These pages read nothing from the database, which may be the thing that is wrong.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from engagement.core import languages


def page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    code = languages.of_path(request.path) or languages.negotiated(request)
    with override(code):
        response = render(request, f"site/{template}.html", {"switch_path": "/"}, status=status)
    response["Content-Language"] = code
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, "403", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return page(request, "500", 500)
