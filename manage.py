#!/usr/bin/env python
"""Django's commands; what commonly goes wrong is told in one line (`--traceback` shows it all)."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError, connection


@contextmanager
def told_in_one_line() -> Iterator[None]:
    try:
        yield
    except (ImproperlyConfigured, OperationalError) as error:
        if "--traceback" in sys.argv or not (advice := _advice(error)):
            raise
        sys.exit(advice)


def _advice(error: Exception) -> str:
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    if getattr(error.__cause__, "sqlstate", None):
        # The database answered, so it is reachable: this is another fault, to be seen whole.
        return ""
    if settings.DEMONSTRATION:
        return "The database is not running: start it with script/server, in another terminal."
    return f"The database cannot be reached: check DATABASE_URL. {_first_line(error)}"


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def use_settings() -> None:
    """A command works alone: with a pool it would wait for a database that is away."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "engagement.settings")
    connection.settings_dict["OPTIONS"].pop("pool", None)


def main() -> None:
    with told_in_one_line():
        use_settings()
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
