"""Catalogues are compiled when they changed, and only then."""

import gettext
import os
from pathlib import Path

import pytest

from engagement.core.catalogues import compile_catalogues

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "a library in a part of town"
msgid "Branch"
msgstr "Chi nhánh"

#, fuzzy
msgid "Events"
msgstr "Sách"
"""


@pytest.fixture
def po(tmp_path: Path) -> Path:
    file = tmp_path / "vi" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(CATALOGUE)
    return file


def test_what_is_compiled_can_be_read_and_holds_no_guesses(po: Path, tmp_path: Path) -> None:
    assert compile_catalogues(tmp_path) == [po]
    with po.with_suffix(".mo").open("rb") as file:
        messages = gettext.GNUTranslations(file)
    assert messages.pgettext("a library in a part of town", "Branch") == "Chi nhánh"
    assert messages.gettext("Events") == "Events"


def test_an_unchanged_catalogue_is_left_alone(po: Path, tmp_path: Path) -> None:
    compile_catalogues(tmp_path)
    assert compile_catalogues(tmp_path) == []


def test_a_changed_catalogue_is_compiled_again(po: Path, tmp_path: Path) -> None:
    compile_catalogues(tmp_path)
    later = po.stat().st_mtime + 10
    os.utime(po, (later, later))
    assert compile_catalogues(tmp_path) == [po]


def test_nothing_is_left_beside_a_compiled_catalogue(po: Path, tmp_path: Path) -> None:
    compile_catalogues(tmp_path)
    assert sorted(file.name for file in po.parent.iterdir()) == ["django.mo", "django.po"]
