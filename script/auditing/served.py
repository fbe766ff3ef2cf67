"""The site as script/server serves it, on a port of its own, for as long as it is measured."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def served() -> Iterator[str]:
    """Its address. Gunicorn, collected and compressed files, the demonstration's content."""
    command = [sys.executable, "-m", "script.serve", "--port", str(free_port())]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield address_told_by(server)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def address_told_by(server: subprocess.Popen[str]) -> str:
    assert server.stdout
    said = ""
    for line in server.stdout:
        said += line
        if ready := re.match(r"Ready:\s+(\S+)/", line):
            return ready[1]
    raise AssertionError(f"The server did not start: {said}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
