"""The database for a command that works alone, also while nobody serves the site."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from engagement.core import embedded_postgres


@contextmanager
def at_hand() -> Iterator[None]:
    """The embedded one is started if need be, and stopped again if nobody else is using it."""
    socket = embedded_postgres.socket_folder(settings.BASE_DIR)
    if connection.settings_dict["HOST"] != str(socket):
        yield
        return
    with embedded_postgres.running(embedded_postgres.data_folder(settings.BASE_DIR), socket):
        try:
            yield
        finally:
            connection.close()
