"""Makes .venv and installs the pinned packages of the files named, unless that is done already.

What stands after `--then` is given to that environment's Python. This runs on any Python that is
supported, before there are packages: the standard library only.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

VENV = Path(".venv")
PYTHON = VENV / "bin" / "python"
# What is installed; away while an installation is under way, so one cut short is made anew.
RECORD = VENV / "installed.json"
LOCK = Path("var/packages.lock")
NEEDED_MEGABYTES = 500


def main(arguments: list[str]) -> None:
    files, then = arguments, []
    if "--then" in arguments:
        at = arguments.index("--then")
        files, then = arguments[:at], arguments[at + 1 :]
    _provide(files)
    if then:
        os.execv(PYTHON, [str(PYTHON), *then])


def _provide(files: list[str]) -> None:
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as lock:
        # Of two starts at once the second waits, then finds everything there.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _digests(files).items() <= _record().items():
            _install(files, lock)


def _install(files: list[str], lock: IO[str]) -> None:
    record = _record()
    RECORD.unlink(missing_ok=True)
    if not record or record["python"] != _python_version():
        _check_machine()
        print("Making .venv …", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)], lock)
        record = {}
    print(f"Installing the packages of {' and '.join(files)} …", flush=True)
    chosen = [word for name in files for word in ("-r", name)]
    _run([str(PYTHON), "-m", "pip", "install", "-qq", "--no-input", *chosen], lock)
    RECORD.write_text(json.dumps({**record, **_digests(files)}))


def _digests(files: list[str]) -> dict[str, str]:
    digests = {name: hashlib.sha256(Path(name).read_bytes()).hexdigest() for name in files}
    return {"python": _python_version(), **digests}


def _python_version() -> str:
    """Of .venv; empty if it does not run, as after the system's Python went away."""
    command = [str(PYTHON), "-c", "import sys; print(*sys.version_info[:2], sep='.')"]
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


def _record() -> dict[str, str]:
    try:
        return json.loads(RECORD.read_text())
    except (OSError, ValueError):
        return {}


def _check_machine() -> None:
    if not importlib.util.find_spec("ensurepip"):
        sys.exit(
            f"Python {platform.python_version()} here has no venv module: install it"
            " (Debian: apt-get install python3-venv)."
        )
    free = shutil.disk_usage(".").free // 1024**2
    if free < NEEDED_MEGABYTES:
        sys.exit(f"No space: {free} MB are free here and {NEEDED_MEGABYTES} MB are needed.")


def _run(command: list[str], lock: IO[str]) -> None:
    # The lock goes along: if this process is killed, pip still holds it to its end.
    done = subprocess.run(command, capture_output=True, text=True, pass_fds=[lock.fileno()])
    if done.returncode:
        lines = (done.stderr or done.stdout or "no reason given").strip().splitlines()
        errors = [line for line in lines if "error" in line.lower()] or lines
        sys.exit(f"Installing failed, run this again once it can work: {errors[-1].strip()}")


if __name__ == "__main__":
    # Leaving by an exception ends pip, too.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    try:
        main(sys.argv[1:])
    except OSError as error:
        sys.exit(f"Installing failed: {error}")
