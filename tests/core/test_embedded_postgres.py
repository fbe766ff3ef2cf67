"""The embedded database starts in whatever state it was left, and stops when nobody needs it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

from engagement.core import embedded_postgres, postgres_programs
from engagement.core.embedded_postgres import is_running, running, start, stop

ROOT = Path(__file__).resolve().parents[2]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to change accounts")


class Place(NamedTuple):
    data: Path
    socket: Path


@pytest.fixture
def place() -> Iterator[Place]:
    # Not pytest's own folder: that is closed to the account PostgreSQL has in root's place.
    home = Path(tempfile.mkdtemp(prefix="engagement database "))
    home.chmod(0o711)
    yield Place(home / "postgres", home / "socket")
    stop(home / "postgres")
    shutil.rmtree(home)


def ask(place: Place, query: str) -> Any:
    with psycopg.connect(
        host=str(place.socket), user=embedded_postgres.USER, dbname=embedded_postgres.DATABASE
    ) as connection:
        cursor = connection.execute(query.encode())
        row = cursor.fetchone() if cursor.description else None
        return row and row[0]


def server_pid(place: Place) -> int:
    return int((place.data / "postmaster.pid").read_text().splitlines()[0])


def in_another_process(code: str, place: Place) -> subprocess.Popen[str]:
    lines = f"""
import sys, time
from pathlib import Path
from engagement.core.embedded_postgres import running, start
place = [Path(name) for name in sys.argv[1:]]
{code}
"""
    command = [sys.executable, "-c", lines, *map(str, place)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE)


def test_a_cold_start_makes_the_database_and_a_stop_ends_it(place: Place) -> None:
    assert not is_running(place.socket)
    start(*place)
    assert is_running(place.socket)
    assert ask(place, "SELECT current_setting('server_encoding')") == "UTF8"
    stop(place.data)
    assert not is_running(place.socket)


def test_a_start_finds_what_runs_already(place: Place) -> None:
    start(*place)
    first = server_pid(place)
    start(*place)
    assert server_pid(place) == first


def test_a_warm_start_keeps_what_was_there(place: Place) -> None:
    start(*place)
    ask(place, "CREATE TABLE kept AS SELECT 7 AS number")
    stop(place.data)
    start(*place)
    assert ask(place, "SELECT number FROM kept") == 7


def test_after_kill_9_nothing_committed_is_lost(place: Place) -> None:
    start(*place)
    ask(place, "CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(server_pid(place), signal.SIGKILL)
    start(*place)
    assert ask(place, "SELECT number FROM kept") == 7


def test_a_stale_pid_that_another_process_has_now_does_not_stop_a_start(place: Place) -> None:
    start(*place)
    os.kill(server_pid(place), signal.SIGKILL)
    for lock in (place.data / "postmaster.pid", place.socket / ".s.PGSQL.5432.lock"):
        lines = lock.read_text().splitlines()
        lock.write_text("\n".join([str(os.getpid()), *lines[1:], ""]))
    start(*place)
    assert server_pid(place) != os.getpid()


def test_an_empty_pid_file_does_not_stop_a_start(place: Place) -> None:
    start(*place)
    stop(place.data)
    (place.data / "postmaster.pid").touch()
    start(*place)
    assert is_running(place.socket)


def test_a_stop_leaves_a_process_alone_that_has_a_stale_pid(place: Place) -> None:
    start(*place)
    stop(place.data)
    with subprocess.Popen(["sleep", "60"]) as bystander:
        (place.data / "postmaster.pid").write_text(f"{bystander.pid}\n{place.data}\n")
        stop(place.data)
        assert bystander.poll() is None
        bystander.kill()


def test_a_first_start_that_was_cut_short_is_begun_again(place: Place) -> None:
    unfinished = place.data.with_name("postgres.new")
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n")
    start(*place)
    assert is_running(place.socket)


def test_six_that_start_at_once_share_one_server(place: Place) -> None:
    starters = [in_another_process("start(*place)", place) for _ in range(6)]
    assert [starter.wait(60) for starter in starters] == [0] * 6
    assert is_running(place.socket)


def test_the_last_to_leave_stops_the_server(place: Place) -> None:
    with running(*place):
        with running(*place):
            pass
        assert is_running(place.socket)
    assert not is_running(place.socket)


def test_who_was_killed_does_not_keep_the_server(place: Place) -> None:
    user = in_another_process(
        "with running(*place): print('in', flush=True); time.sleep(60)", place
    )
    assert user.stdout and user.stdout.readline() == "in\n"
    user.kill()
    user.wait()
    assert is_running(place.socket)
    with running(*place):
        pass
    assert not is_running(place.socket)


def test_the_log_holds_nothing_that_anyone_wrote(place: Place) -> None:
    start(*place)
    ask(place, "CREATE TABLE said (words text UNIQUE)")
    with pytest.raises(psycopg.errors.UniqueViolation):
        ask(place, "INSERT INTO said VALUES ('cây xanh'), ('cây xanh')")
    log = (place.data / "server.log").read_text()
    assert "unique constraint" in log or "ready to accept" in log
    assert "cây xanh" not in log


def test_a_server_that_cannot_start_says_why_in_one_line(place: Place) -> None:
    with pytest.raises(postgres_programs.EmbeddedPostgresError) as caught:
        start(*place, "shared_buffers=lots")
    assert "shared_buffers" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_socket_folder_that_someone_else_made_is_refused(place: Place) -> None:
    place.socket.symlink_to("/tmp")
    with pytest.raises(postgres_programs.EmbeddedPostgresError, match="someone else's"):
        start(*place)


@as_root
def test_for_root_the_server_gets_a_copy_of_binaries_it_cannot_reach(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    package = postgres_programs.binaries().parent.parent
    for folder in (package, package.with_name("embedded_postgres.libs")):
        (tmp_path / folder.name).symlink_to(folder)
    closed = tmp_path / package.name / "pginstall" / "bin"
    monkeypatch.setattr(postgres_programs, "binaries", lambda: closed)
    start(*place)
    assert is_running(place.socket)
    assert list(place.data.parent.glob("embedded-postgres-*"))


def test_data_lives_in_the_checkout_and_for_root_out_of_a_private_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert embedded_postgres.data_folder(tmp_path) == tmp_path / "var" / "postgres"
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert embedded_postgres.data_folder(tmp_path).is_relative_to("/var/lib")
    assert embedded_postgres.data_folder(Path("/usr")) == Path("/usr/var/postgres")


def test_the_socket_is_short_and_another_for_each_checkout_and_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    long = Path("/home") / ("a long name " * 20)
    mine = embedded_postgres.socket_folder(long)
    assert len(str(mine / ".s.PGSQL.5432.lock")) <= 103
    assert embedded_postgres.socket_folder(long / "other") != mine
    monkeypatch.setattr(os, "geteuid", lambda: 4321)
    assert embedded_postgres.socket_folder(long) != mine
