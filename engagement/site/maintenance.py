"""The site put to rest by its administrator, while they look after its database.

Readers get what they get when the database is away: a page in their language, their words kept.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse


def mark() -> Path:
    """A file, so that every worker sees it at once and a restart does not end it."""
    return Path(settings.STATE_DIR) / "maintenance"


def rest(*args: Any) -> NoReturn:
    raise OperationalError("The site is being looked after.")


class MaintenanceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not mark().exists():
            return self.get_response(request)
        with connection.execute_wrapper(rest):
            return self.get_response(request)
