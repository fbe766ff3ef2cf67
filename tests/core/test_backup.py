"""A backup is worth what its restoring is worth: the drill, and what is in the file."""

import errno
import json
import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.utils import timezone

from blog.models import Post
from engagement.core.backups import database
from engagement.core.backups.errors import BackupError
from engagement.core.backups.folder import last_backup
from engagement.core.models import User
from outreach.models import Branch
from surveys.models import Answer, Response
from tests.builders import make_answer, make_branch, make_survey
from tests.core.backups import (
    PICTURE,
    another_database,
    back_up,
    contents,
    empty_this_place,
    pictures,
    refused,
    run,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("place")]

WORDS = "Tôi mơ về một công viên\tcó bóng mát\nvà \\N ghế"


def test_the_drill(settings: LazySettings, tmp_path: Path) -> None:
    call_command("seed_demo", stdout=StringIO())
    sheet = make_answer(make_survey(), WORDS)
    User.objects.create_superuser("lan", password="một-mật-khẩu-dài")
    default_storage.save(PICTURE, ContentFile(b"picture"))
    default_storage.save("2026/board.avif", ContentFile(os.urandom(100_000)))
    before, files_before = contents(), pictures()
    path = back_up()
    with another_database("drill"):
        for name in pictures():
            default_storage.delete(name)
        said = run("restore", path)
        assert contents() == before
        assert pictures() == files_before
        assert Answer.objects.get(response=sheet).words == WORDS
        settings.BACKUP_DIR = tmp_path / "again"
        assert members_of(back_up()) == members_of(path)
        client = Client()
        assert client.login(username="lan", password="một-mật-khẩu-dài")
        assert client.get("/admin/").status_code == 200
        assert client.get("/vi/").status_code == 200
        post = Post.objects.published()[0]
        assert client.get(f"/es/what-we-heard/{post.slug}/").status_code == 200
    assert f"{Response.objects.count():>8} rows  sha256" in said
    assert "2 picture files" in said
    assert "the same as it was backed up" in said


def manifest_of(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as file:
        return json.loads(file.read("manifest.json"))


def members_of(path: Path) -> dict[str, Any]:
    return manifest_of(path)["members"]


def test_numbers_go_on_where_they_were() -> None:
    number = make_branch("Gone").pk
    Branch.objects.all().delete()
    path = back_up()
    empty_this_place()
    run("restore", path)
    assert make_branch().pk == number + 1


def test_every_table_is_in_it_but_sessions(client: Client) -> None:
    client.force_login(User.objects.create_superuser("lan"))
    path = back_up()
    with zipfile.ZipFile(path) as file:
        tables = {name[7:-5] for name in file.namelist() if name.startswith("tables/")}
        everything = b"".join([file.read(name) for name in file.namelist()])
    models = apps.get_models(include_auto_created=True)
    assert tables == {model._meta.db_table for model in models} - {"django_session"}
    assert str(client.session.session_key).encode() not in everything
    assert "Left out: django_session" in run("restore", path, check=True)


def test_answers_stand_in_an_order_that_tells_nothing() -> None:
    survey = make_survey()
    made = [make_answer(survey, f"answer {number}") for number in range(20)]
    path = back_up()
    with zipfile.ZipFile(path) as file:
        for table, keys in {
            "surveys_response": [sheet.pk for sheet in made],
            "surveys_answer": [sheet.answers.get().pk for sheet in made],
        }.items():
            place = manifest_of(path)["tables"][table]["columns"].index("key")
            lines = file.read(f"tables/{table}.copy").decode().splitlines()
            assert [line.split("\t")[place] for line in lines] == sorted(map(str, keys))
        assert {info.date_time[0] for info in file.infolist()} == {1980}


def test_it_is_for_its_owner_only_and_named_after_the_local_time(place: Path) -> None:
    path = back_up()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert [*place.iterdir()] == [path]
    named = datetime.strptime(path.name, "backup-%Y-%m-%d-%H%M%S%z.zip")
    assert named.utcoffset() == timezone.localtime().utcoffset()
    assert timezone.now() - named < timedelta(minutes=1)


def test_the_last_one_is_the_newest_that_is_whole(place: Path) -> None:
    assert last_backup() is None
    path = back_up()
    made_at = last_backup()
    assert made_at and timezone.now() - made_at < timedelta(minutes=1)
    newer = path.with_name("backup-2099-01-01-000000-0800.zip")
    newer.write_bytes(path.read_bytes()[:-10])
    path.with_name("backup-of-something.zip").write_bytes(b"")
    assert last_backup() == made_at
    path.unlink()
    assert last_backup() is None


def test_only_the_newest_stay_when_asked(place: Path) -> None:
    path = back_up()
    for day in ("01", "02", "03"):
        path.with_name(f"backup-2020-01-{day}-120000-0800.zip").write_bytes(path.read_bytes())
    damaged = path.with_name("backup-2019-01-01-120000-0800.zip")
    damaged.write_bytes(b"not a backup")
    path.unlink()
    assert "removed: 2" in run("backup", keep=2)
    names = sorted(path.name for path in place.iterdir())
    assert names[0] == damaged.name
    assert names[1] == "backup-2020-01-03-120000-0800.zip"
    assert len(names) == 3


@pytest.mark.parametrize("number", ["0", "-1", "some"])
def test_a_number_to_keep_that_cannot_be_meant_is_refused(number: str) -> None:
    with pytest.raises(CommandError, match="give 1 or more"):
        run("backup", f"--keep={number}")


def test_what_a_killed_backup_left_goes_after_a_day(place: Path) -> None:
    back_up()
    old, new = place / ".backup-old.part", place / ".backup-new.part"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    run("backup")
    assert not old.exists()
    assert new.exists()


def test_a_full_disk_leaves_nothing_behind(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", no_space)
    assert "no space left" in refused(command="backup")
    assert not [*place.iterdir()]


def test_a_place_that_cannot_be_written_is_named(place: Path) -> None:
    place.parent.write_text("a file where a folder should be")
    assert refused(command="backup").startswith(f"{place} cannot be used:")


def test_backups_do_not_lie_among_the_pictures(settings: LazySettings) -> None:
    settings.BACKUP_DIR = settings.MEDIA_ROOT / "backups"
    assert "set BACKUP_DIR to another folder" in refused(command="backup")


def test_a_database_without_tables_is_nothing_to_back_up(place: Path) -> None:
    with another_database("bare"):
        assert "nothing to back up" in refused(command="backup")
    assert not [*place.iterdir()]


def test_the_embedded_database_is_started_only_where_it_is_the_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started = []

    @contextmanager
    def running(*places: Path) -> Iterator[None]:
        started.append(places)
        yield

    monkeypatch.setattr(database.embedded_postgres, "running", running)
    with database.at_hand():
        assert not started
    here = Path(connection.settings_dict["HOST"])
    monkeypatch.setattr(database.embedded_postgres, "socket_folder", lambda base: here)
    with database.at_hand():
        assert len(started) == 1


def test_the_file_is_read_again_before_it_counts(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*arguments: Any) -> Any:
        raise BackupError("damaged")

    monkeypatch.setattr("engagement.core.backups.archive.Archive.verify", wrong)
    assert refused(command="backup") == "damaged"
    assert not [*place.iterdir()]
