"""Several people doing something in the same moment, each with a connection of their own."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def at_once(*deeds: Callable[[], Any]) -> None:
    start = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> None:
        connection.ensure_connection()
        start.wait()
        try:
            deed()
        finally:
            connection.close()

    people = [Thread(target=do, args=[deed]) for deed in deeds]
    for person in people:
        person.start()
    for person in people:
        person.join()
