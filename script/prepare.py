"""What script/server has Django do before it serves: tables, messages, files, demonstration."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from engagement.core.catalogues import compile_catalogues
from manage import told_in_one_line, use_settings


def main() -> None:
    use_settings()
    django.setup()
    _say("Bringing the database up to date …")
    call_command("migrate", interactive=False, verbosity=0)
    for locale in settings.LOCALE_PATHS:
        compile_catalogues(locale)
    if not settings.DEBUG:
        _collect_static_files()
    if settings.DEMONSTRATION:
        call_command("seed_demo", if_empty=True)
        _create_first_member_of_staff()


def _collect_static_files() -> None:
    """Compressing takes seconds, so only if a file was changed since they were last collected."""
    record = settings.STATE_DIR / "static.sources"
    sources = "\n".join(_static_sources())
    if not settings.STATIC_ROOT.exists() or _text_of(record) != sources:
        _say("Collecting static files …")
        record.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        record.write_text(sources)


def _static_sources() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            yield f"{storage.path(name)} {found.st_size} {found.st_mtime_ns}"


def _text_of(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def _create_first_member_of_staff() -> None:
    staff = get_user_model().objects
    if not staff.exists():
        password = secrets.token_urlsafe(12)
        staff.create_superuser("admin", password=password)
        _say(f"First sign-in for staff:  admin  {password}  (shown this once)")


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    with told_in_one_line():
        main()
