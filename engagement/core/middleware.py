from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from . import languages
from .slugs import SlugChanged

GetResponse = Callable[[HttpRequest], HttpResponse]


def is_staff_address(request: HttpRequest) -> bool:
    return request.path_info.startswith("/admin/")


class LanguageMiddleware:
    """Public pages speak the language of their address, staff pages that of the person."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = languages.of_path(request.path_info)
        with translation.override(code or self.language_without_prefix(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        if code is None:
            patch_vary_headers(response, ["Accept-Language"])
        return response

    def language_without_prefix(self, request: HttpRequest) -> str:
        if is_staff_address(request) and request.user.is_authenticated and request.user.language:
            return request.user.language
        return languages.negotiated(request)


class TextGZipMiddleware(GZipMiddleware):
    """A photograph is compressed already."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.headers.get("Content-Type", "").startswith("image/"):
            return response
        return super().process_response(request, response)


class StaffSessionMiddleware(SessionMiddleware):
    """Sessions are the staff's: on a public address not even a stranger's cookie is answered."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if is_staff_address(request):
            return super().process_response(request, response)
        return response


class ContentPolicyMiddleware(CSPMiddleware):
    """The public policy is one constant; a nonce exists only under /admin/."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if is_staff_address(request):
            return super().process_response(request, response)
        response.headers[HEADER] = settings.PUBLIC_CONTENT_POLICY
        return response


class FormerSlugMiddleware:
    """A slug that changed after publication leads to the new one for ever."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponsePermanentRedirect | None:
        match = request.resolver_match
        if not isinstance(exception, SlugChanged) or match is None:
            return None
        kwargs = {**match.kwargs, "slug": exception.slug}
        address = reverse(match.view_name, kwargs=kwargs)
        if query := request.META["QUERY_STRING"]:
            address = f"{address}?{query}"
        # A form is sent on with what was typed; a plain 301 would drop it.
        return HttpResponsePermanentRedirect(address, preserve_request=request.method == "POST")
