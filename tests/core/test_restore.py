"""Restoring: into an empty place, wholly, or not at all."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from engagement.core.models import User
from outreach.models import Branch
from tests.builders import make_branch
from tests.core.backups import (
    PICTURE,
    another_database,
    back_up,
    contents,
    empty_this_place,
    pictures,
    refused,
    rewritten,
    run,
    told,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("place")]


def test_a_file_is_checked_without_restoring(small: Path) -> None:
    before = contents()
    assert "whole and undamaged" in run("restore", small, check=True)
    assert contents() == before


def cut_short(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:-200])
    return path


def with_a_flipped_bit(path: Path) -> Path:
    content = bytearray(path.read_bytes())
    content[content.index(b"picture") + 3 if b"picture" in content else 0] ^= 1
    path.write_bytes(bytes(content))
    return path


def without_a_member(path: Path) -> Path:
    def change(members: dict[str, bytes]) -> None:
        del members["tables/outreach_branch.copy"]

    return rewritten(path, change)


def with_other_words(path: Path) -> Path:
    def change(members: dict[str, bytes]) -> None:
        table = "tables/outreach_branch.copy"
        members[table] = members[table].replace(b"Alum Rock", b"Alum Sock")

    return rewritten(path, change)


def something_else(path: Path) -> Path:
    path.write_text("a letter")
    return path


def another_zip(path: Path) -> Path:
    return rewritten(path, lambda members: members.update({"manifest.json": b"[]"}))


def climbing_out(path: Path) -> Path:
    return rewritten(path, lambda members: told(members, "pictures/../../climbed.webp", b"x"))


def climbing_out_backwards(path: Path) -> Path:
    return rewritten(path, lambda members: told(members, "pictures/..\\climbed.webp", b"x"))


def beginning_at_the_root(path: Path) -> Path:
    return rewritten(path, lambda members: told(members, "pictures//tmp/climbed.webp", b"x"))


def with_a_stranger(path: Path) -> Path:
    return rewritten(path, lambda members: told(members, "settings.py", b"x"))


@pytest.mark.parametrize(
    "harm",
    [
        cut_short,
        with_a_flipped_bit,
        without_a_member,
        with_other_words,
        something_else,
        another_zip,
        climbing_out,
        climbing_out_backwards,
        beginning_at_the_root,
        with_a_stranger,
    ],
)
def test_a_damaged_file_changes_nothing(
    small: Path, harm: Callable[[Path], Path], tmp_path: Path
) -> None:
    harmed = harm(small)
    empty_this_place()
    before = contents()
    assert "is damaged" in refused(harmed)
    assert "is damaged" in refused(harmed, check=True)
    assert contents() == before
    assert pictures() == {}
    assert not [*tmp_path.rglob("climbed.webp")]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.zip") == f"There is no file {tmp_path / 'gone.zip'}."


@pytest.mark.parametrize(
    "fill",
    [make_branch, lambda: User.objects.create_user("lan")],
    ids=["a branch", "a member of staff"],
)
def test_a_place_that_is_not_empty_keeps_what_it_has(
    small: Path, fill: Callable[[], object]
) -> None:
    empty_this_place()
    fill()
    before = contents()
    message = refused(small)
    assert "is not empty" in message
    assert "Nothing was changed" in message
    assert contents() == before
    assert pictures() == {}


def test_pictures_that_are_there_are_kept(small: Path) -> None:
    empty_this_place()
    default_storage.save("another.webp", ContentFile(b"another"))
    before = contents()
    assert "pictures" in refused(small)
    assert contents() == before
    assert pictures() == {"another.webp": b"another"}


def test_what_migrate_made_gives_way(small: Path) -> None:
    empty_this_place()
    run("restore", small)
    assert Branch.objects.get().name == "Alum Rock"
    assert pictures() == {PICTURE: b"picture"}


def test_if_pictures_cannot_be_put_back_nothing_is(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    default_storage.save("zz.webp", ContentFile(b"second"))
    path = back_up()
    empty_this_place()
    before, put = contents(), FileSystemStorage.save

    def no_space_for_the_second(self: Any, name: str, content: Any) -> str:
        if name == "zz.webp":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return put(self, name, content)

    monkeypatch.setattr(FileSystemStorage, "save", no_space_for_the_second)
    assert "no space left" in refused(path)
    assert contents() == before
    assert pictures() == {}


def test_a_row_that_the_database_refuses_is_not_quoted(small: Path) -> None:
    secret = b"\tmy words\n"
    bad = rewritten(
        small, lambda members: told(members, "tables/outreach_branch.copy", b"x" + secret)
    )
    empty_this_place()
    before = contents()
    message = refused(bad)
    assert "The database refused the table outreach_branch" in message
    assert "my words" not in message
    assert contents() == before


def test_a_row_that_arrives_otherwise_is_noticed(small: Path) -> None:
    """A digest of the database that was read, not of the file."""
    bad = rewritten(small, doubled_space_in_a_number)
    empty_this_place()
    before = contents()
    assert "did not arrive as it was backed up" in refused(bad)
    assert contents() == before


def doubled_space_in_a_number(members: dict[str, bytes]) -> None:
    table = "tables/outreach_branch.copy"
    told(members, table, b" " + members[table])


def test_a_backup_of_a_newer_version_is_refused() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("core", "9999_later")
    path = back_up()
    recorder.record_unapplied("core", "9999_later")
    newer = f"{path} was made by a newer version of the site: update it first."
    assert refused(path) == newer
    assert refused(path, check=True) == newer


def test_a_newer_kind_of_file_is_refused(small: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        manifest = {**json.loads(members["manifest.json"]), "format": 2, "members": []}
        members["manifest.json"] = json.dumps(manifest).encode()

    assert "newer version" in refused(rewritten(small, change))


def test_a_backup_of_an_older_version_is_brought_up_to_date() -> None:
    make_branch("Alum Rock")
    call_command("migrate", "admin", "0001", verbosity=0)
    path = back_up()
    call_command("migrate", verbosity=0)
    empty_this_place()
    assert "of another version" in refused(path)
    with another_database("older"):
        run("restore", path)
        assert Branch.objects.get().name == "Alum Rock"
        applied = {name for app, name in MigrationRecorder(connection).applied_migrations()}
    assert "0003_logentry_add_action_flag_choices" in applied
