"""What goes wrong, in one line that holds nothing of what anybody wrote."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management.base import CommandError
from django.db import Error

from engagement.core.postgres_programs import EmbeddedPostgresError


class BackupError(Exception):
    """What went wrong and what to do about it, in one line."""


@contextmanager
def discreetly(purpose: str) -> Iterator[None]:
    """The database's own message quotes the row it stumbled over: only its kind is told."""
    try:
        yield
    except (Error, psycopg.Error) as error:
        kind = type(error.__cause__ or error).__name__
        raise BackupError(f"The database refused {purpose} ({kind}).") from None


@contextmanager
def told_in_one_line() -> Iterator[None]:
    try:
        yield
    except (BackupError, EmbeddedPostgresError) as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(in_words(error)) from error


def in_words(error: OSError) -> str:
    place = f" for {error.filename}" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"There is no space left on the disk{place}: make room and run it again."
    return f"{error.filename or 'A file'} cannot be used: {error.strerror}."
