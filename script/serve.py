"""Serves the site on this machine: database, preparation, gunicorn, and the end of them all."""

import argparse
import fcntl
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from engagement.core import embedded_postgres
from engagement.core.postgres_programs import EmbeddedPostgresError
from script.site_server import SiteServer

BASE = Path(__file__).resolve().parent.parent
STATE = BASE / "var"
HOST = "127.0.0.1"


def main() -> None:
    options = _options()
    _check_port(options.port)
    _set_environment(options)
    # Leaving by an exception stops what was started.
    _leave_on_signals()
    with _database():
        _prepare()
        _check_port(options.port)
        SiteServer(HOST, options.port, options.dev).run()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/server", description="Serves the site here.")
    parser.add_argument("--port", type=_port, default=8000, help="8000 unless told otherwise")
    parser.add_argument("--dev", action="store_true", help="reload on change, with debug on")
    return parser.parse_args()


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is no port: give a number from 1 to 65535")


def _leave_on_signals() -> None:
    numbers = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as `nohup` does
        numbers.append(signal.SIGHUP)

    def leave(number: int, _: object) -> None:
        # An impatient second Ctrl-C must not leave the database behind.
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        sys.exit(128 + number)

    for number in numbers:
        signal.signal(number, leave)


def _check_port(port: int) -> None:
    deadline = time.monotonic() + 3
    # After kill -9 the last server's workers take a moment to see that they are alone.
    while (problem := _problem_with(port)) and time.monotonic() < deadline:
        time.sleep(0.1)
    if problem:
        sys.exit(f"{problem}, or choose another port with --port.")


def _problem_with(port: int) -> str:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            return f"Port {port} is for root: start as root"
        except OSError:
            return f"Port {port} is taken: stop what uses it"
    return ""


def _set_environment(options: argparse.Namespace) -> None:
    os.environ["DEBUG"] = "true" if options.dev else "false"
    if not os.environ.get("PUBLIC_URL"):
        os.environ["PUBLIC_URL"] = f"http://{HOST}:{options.port}"


def _database() -> AbstractContextManager[None]:
    if not _is_demonstration():
        return nullcontext()
    print("Starting the database …", flush=True)
    return embedded_postgres.running(
        embedded_postgres.data_folder(BASE), embedded_postgres.socket_folder(BASE)
    )


def _is_demonstration() -> bool:
    return not os.environ.get("DATABASE_URL", "").strip()


def _prepare() -> None:
    """In a process of its own: what serves the site imports the code anew when that changes."""
    STATE.mkdir(exist_ok=True)
    with (STATE / "prepare.lock").open("w") as lock:
        # The lock goes along: of two starts at once the second waits, even if the first is killed.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_demonstration():
            _make_secret_key(STATE / "secret-key")
        command = [sys.executable, "-m", "script.prepare"]
        # Its own session: Ctrl-C reaches it through this process, which ends it without a word.
        done = subprocess.run(command, pass_fds=[lock.fileno()], start_new_session=True)
    if done.returncode:
        sys.exit(done.returncode)


def _make_secret_key(file: Path) -> None:
    if file.exists():
        return
    fresh = file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(48))
    fresh.rename(file)


if __name__ == "__main__":
    try:
        main()
    except (EmbeddedPostgresError, OSError) as error:
        sys.exit(str(error))
