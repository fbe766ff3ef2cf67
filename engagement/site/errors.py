"""What a reader sees when something is wrong, in the language of the address they asked for.

The public pages read nothing from the database, which may be the thing that is wrong.
"""

import sys

from django.contrib import admin
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagement.core import going_on, languages
from engagement.core.going_on import holds_words
from engagement.core.middleware import is_staff_address


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
    """Staff send a page that has grown old once more; another site's form goes no further."""
    if is_staff_address(request) and from_own_page(request, reason) and holds_words(request):
        return ask_to_send_again(request)
    return page(request, "403", 403)


def from_own_page(request: HttpRequest, reason: str) -> bool:
    """Django looks at the origin first: a reason about the token comes after that."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return reason.startswith("CSRF") and site == "same-origin"


def ask_to_send_again(request: HttpRequest) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": _("Your words are kept")}
    kept = going_on.context(request)
    return render(request, "admin/send_again.html", {**context, **kept}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Called while the exception is being handled: a database that is away will be back."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        response = page(request, "503", 503)
        response["Retry-After"] = "60"
        return response
    return page(request, "500", 500)
