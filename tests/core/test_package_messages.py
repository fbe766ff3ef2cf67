"""What Django itself says to staff: in their language, and to *quý vị* as our own pages do."""

import re
from pathlib import Path

import django
import polib
import pytest
from django.conf import settings
from django.utils.translation import gettext, override

SOURCES = ["conf", "contrib/admin", "contrib/auth", "contrib/postgres"]
SPEAKING_VIETNAMESE = ["conf", "contrib/admin", "contrib/auth"]
OURS = settings.BASE_DIR / "engagement" / "core" / "package_messages"
PLACE = re.compile(r"%\(\w+\)\w|%[sd]|\{\w*\}")
INFORMAL = re.compile(r"\bbạn\b", re.I)


def catalogue(source: str, language: str) -> polib.POFile:
    root = Path(django.__file__).parent / source / "locale" / language
    return polib.pofile(str(root / "LC_MESSAGES" / "django.po"))


def ours(language: str) -> polib.POFile:
    return polib.pofile(str(OURS / language / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("language", ["vi", "es"])
def test_each_message_is_one_of_the_packages_and_invents_no_place(language: str) -> None:
    known = {entry.msgid for source in SOURCES for entry in catalogue(source, "en")}
    for entry in ours(language):
        assert entry.msgid in known
        for words in entry.msgstr_plural.values() or [entry.msgstr]:
            assert set(PLACE.findall(words)) <= set(PLACE.findall(entry.msgid))


def test_django_speaks_to_staff_in_vietnamese_as_formally_as_we_do() -> None:
    used = {entry.msgid for source in SOURCES for entry in catalogue(source, "en")}
    replaced = {entry.msgid for entry in ours("vi")}
    informal = [
        entry.msgid
        for source in SPEAKING_VIETNAMESE
        for entry in catalogue(source, "vi")
        if INFORMAL.search(entry.msgstr) and entry.msgid in used - replaced
    ]
    assert informal == []


@pytest.mark.parametrize(
    "message",
    [
        "Skip to main content",
        "Your password was changed.",
        "Null characters are not allowed.",
        "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
    ],
)
def test_the_site_says_it_so(message: str) -> None:
    with override("vi"):
        words = gettext(message)
    assert words != message
    assert not INFORMAL.search(words)
