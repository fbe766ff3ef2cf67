"""What every test stands on: a PostgreSQL that is thrown away, and a site ready to be asked."""

import os
import shutil
import signal
import tempfile
from pathlib import Path

import dj_database_url
import pytest
from django.conf import LazySettings, settings

from engagement.core import embedded_postgres
from engagement.core.catalogues import compile_catalogues

# Nothing here outlives the run, so nothing need reach a disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def pytest_configure(config: pytest.Config) -> None:
    # A browser test runs an event loop, beside which Django refuses to use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    if not hasattr(config, "workerinput"):
        _prepare(config)
    database = dj_database_url.parse(os.environ["TEST_DATABASE_URL"], conn_health_checks=True)
    settings.DATABASES["default"].update(database)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Static files as they stand: nobody has collected them.
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True


def _prepare(config: pytest.Config) -> None:
    """Once a run; the workers of a parallel one inherit the address."""
    # SIGTERM like Ctrl-C: the database must not stay behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    for locale in settings.LOCALE_PATHS:
        compile_catalogues(Path(locale))
    if "TEST_DATABASE_URL" not in os.environ:
        os.environ["TEST_DATABASE_URL"] = _start_database(config)


def _start_database(config: pytest.Config) -> str:
    memory = Path("/dev/shm")
    parent = memory if os.access(memory, os.W_OK) else Path(tempfile.gettempdir())
    home = Path(tempfile.mkdtemp(prefix="engagement-", dir=parent))
    # The account that PostgreSQL runs as in root's place must get in.
    home.chmod(0o711)
    config.add_cleanup(lambda: _throw_away(home))
    # The whole server goes, so no database in it need be dropped first.
    config.option.reuse_db = True
    embedded_postgres.start(home / "data", home / "socket", *FAST)
    host = str(home / "socket").replace("/", "%2F")
    return f"postgres://{embedded_postgres.USER}@{host}/{embedded_postgres.DATABASE}"


def _throw_away(home: Path) -> None:
    embedded_postgres.stop(home / "data")
    shutil.rmtree(home, ignore_errors=True)
    os.environ.pop("TEST_DATABASE_URL", None)


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    """Where pictures lie: no test writes beside those of a site that runs from the same place."""
    settings.MEDIA_ROOT = tmp_path / "pictures"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    missed = sorted(report.nodeid for report in skipped if "browser" in report.keywords)
    if missed:
        terminalreporter.section("NO CHROMIUM: these browser tests DID NOT RUN", red=True)
        terminalreporter.write_line("\n".join(missed))
