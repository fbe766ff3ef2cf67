"""What somebody sent and the site could not take: carried on in hidden fields, or shown."""

from django.conf import settings
from django.http import HttpRequest, QueryDict

from .shown_values import readable
from .two_people import OPENED_WITH

CSRF_FIELD = "csrfmiddlewaretoken"
# Parts of names that machines gave to what no person typed.
MACHINE_ENDINGS = ("_FORMS", "-id", OPENED_WITH, CSRF_FIELD)


def carried(data: QueryDict, *left_out: str) -> list[tuple[str, str]]:
    """Every field that was sent, but for passwords."""
    dropped = {CSRF_FIELD, *left_out}
    return [
        (name, value)
        for name, values in data.lists()
        if name not in dropped and "password" not in name
        for value in values
    ]


def is_typed(name: str, value: str) -> bool:
    by_machine = name.startswith("_") or name.endswith(MACHINE_ENDINGS)
    chosen = value == "on" or value in dict(settings.LANGUAGES)
    return not by_machine and not chosen and any(letter.isalpha() for letter in value)


def typed(request: HttpRequest) -> list[str]:
    """The words among what was sent, as they are read."""
    if request.method != "POST":
        return []
    sent = carried(request.POST)
    return [readable(value) for name, value in sent if is_typed(name, value)]
