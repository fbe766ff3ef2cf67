#!/usr/bin/env python
"""Django's commands; what commonly goes wrong is told in one line (`--traceback` shows it all)."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError, connection
from psycopg.errors import DiskFull


@contextmanager
def told_in_one_line() -> Iterator[None]:
    try:
        yield
    except (ImproperlyConfigured, OperationalError, OSError) as error:
        if "--traceback" in sys.argv or not (advice := _advice(error)):
            raise
        sys.exit(advice)


def _advice(error: Exception) -> str:
    """What to do; empty for a fault that is to be seen whole."""
    cause = error.__cause__
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    if getattr(error, "errno", None) == errno.ENOSPC or isinstance(cause, DiskFull):
        return "No space is left on the disk: free some, then run this again."
    if isinstance(error, OSError) or getattr(cause, "sqlstate", None):
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
