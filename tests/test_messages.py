"""Every message of the site is there in every language, and none is a guess."""

import os
import shutil
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

ROOMS = ("engagement", "outreach", "surveys", "blog", "templates", "static", "locale")
LANGUAGES = ["vi", "es"]

without_gettext = pytest.mark.skipif(
    not shutil.which("xgettext") and not os.environ.get("CI"),
    reason="gettext is not installed, and messages are extracted with it",
)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues as they would be if the messages of the code were extracted now."""
    copy = tmp_path_factory.mktemp("site")
    for room in ROOMS:
        shutil.copytree(settings.BASE_DIR / room, copy / room)
    here = Path.cwd()
    os.chdir(copy)
    try:
        with override_settings(LOCALE_PATHS=[copy / "locale"]):
            call_command("makemessages", locale=LANGUAGES, no_obsolete=True, verbosity=0)
    finally:
        os.chdir(here)
    return copy / "locale"


def unfinished(po: Path) -> list[str]:
    catalogue = polib.pofile(str(po))
    return [entry.msgid for entry in catalogue.untranslated_entries() + catalogue.fuzzy_entries()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_missing_or_a_guess(language: str) -> None:
    assert unfinished(settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po") == []


@without_gettext
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_in_the_code_is_in_the_catalogue(extracted: Path, language: str) -> None:
    assert unfinished(extracted / language / "LC_MESSAGES" / "django.po") == []
