"""Words sent by somebody whose session has ended: kept on a sign-in page, and taken up after it.

The page sends to the address that the words were meant for, so that no other address is named.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from . import kept_words
from .sign_in import SignInForm

PREFIX = "sign_in"
PICTURES = f"{PREFIX}-pictures"
OWN_FIELDS = (f"{PREFIX}-username", f"{PREFIX}-password", PICTURES)


def holds_words(request: HttpRequest) -> bool:
    return request.method == "POST" and bool(carried(request))


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    return kept_words.carried(request.POST, *OWN_FIELDS)


def lost_pictures(request: HttpRequest) -> bool:
    """A browser does not let a page hand on files."""
    return bool(request.FILES) or PICTURES in request.POST


def sign_in_form(request: HttpRequest) -> SignInForm:
    tried = request.POST if OWN_FIELDS[1] in request.POST else None
    return SignInForm(request, tried, prefix=PREFIX)


def take_up(request: HttpRequest, form: SignInForm) -> None:
    """From here on the request is what was sent first, by the person who has signed in."""
    lost = lost_pictures(request)
    person: Any = form.get_user()
    login(request, person)
    translation.activate(person.language or translation.get_language())
    sent = request.POST.copy()
    for name in OWN_FIELDS:
        sent.pop(name, None)
    request.POST = sent  # type: ignore[assignment]
    if lost:
        messages.warning(request, _("Please choose pictures again: they could not be kept."))


def context(request: HttpRequest) -> dict[str, Any]:
    return {
        "carried": carried(request),
        "lost_pictures": lost_pictures(request),
        "pictures_field": PICTURES,
        "words": kept_words.typed(request),
    }
