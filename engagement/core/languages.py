"""Which language a reader gets, and the same address in another one."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

CODES: list[str] = [code for code, _ in settings.LANGUAGES]
NAMES: dict[str, str] = dict(settings.LANGUAGES)


def of_path(path: str) -> str | None:
    """The language that the address itself names: `/vi/events/` names Vietnamese."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in CODES else None


def negotiated(request: HttpRequest) -> str:
    """The best supported language of Accept-Language, else the library's own."""
    for code, quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if quality <= 0 or code == "*":
            continue
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def chosen(request: HttpRequest) -> str | None:
    """What the reader chose earlier, kept by their own browser."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return code if code in CODES else None


def preferred(request: HttpRequest) -> str:
    return chosen(request) or negotiated(request)


def swap(path: str, code: str) -> str:
    """The same address in another language; `path` must begin with a language."""
    current = of_path(path)
    return f"/{code}{path.removeprefix(f'/{current}')}" if current else f"/{code}/"
