"""A backup is worth what its restoring is worth: the drill, and everything that is refused."""

import errno
import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import LazySettings, settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from psycopg.sql import SQL, Identifier

from blog.models import Post
from engagement.core.backups import database
from engagement.core.backups.errors import BackupError
from engagement.core.backups.folder import last_backup
from engagement.core.models import User
from outreach.models import Branch
from surveys.models import Answer, Response
from tests.builders import make_answer, make_branch, make_survey

pytestmark = pytest.mark.django_db(transaction=True)

PICTURE = "0b9bd3a2-3a0c-4c1f-9a5e-0e7d5a6f1c11-480.webp"
WORDS = "Tôi mơ về một công viên\tcó bóng mát\nvà \\N ghế"


@pytest.fixture(autouse=True)
def place(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "pictures"
    settings.BACKUP_DIR = tmp_path / "kept" / "backups"
    return settings.BACKUP_DIR


def run(command: str, *arguments: Any, **options: Any) -> str:
    output = StringIO()
    call_command(command, *arguments, stdout=output, **options)
    return output.getvalue()


def refused(*arguments: Any, command: str = "restore", **options: Any) -> str:
    with pytest.raises(CommandError) as error:
        run(command, *arguments, **options)
    message = str(error.value)
    assert "\n" not in message
    return message


def back_up(**options: Any) -> Path:
    run("backup", **options)
    return sorted(settings.BACKUP_DIR.iterdir())[-1]


def contents() -> dict[str, list[str]]:
    """Every row of every model but sessions."""
    return {
        model._meta.label: sorted(map(str, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label != "sessions.Session"
    }


def pictures() -> dict[str, bytes]:
    root = Path(settings.MEDIA_ROOT)
    return {
        str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def empty_this_place() -> None:
    """As after `migrate`: what that makes is there, and nothing else."""
    call_command("flush", interactive=False, verbosity=0)
    for name in pictures():
        default_storage.delete(name)


@contextmanager
def another_database(name: str) -> Iterator[None]:
    """An empty one on the same server, in the place of the usual one."""
    usual = connection.settings_dict["NAME"]
    with server() as admin:
        admin.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    use_database(name)
    try:
        yield
    finally:
        use_database(usual)
        with server() as admin:
            admin.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def use_database(name: str) -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["NAME"] = name


def server() -> psycopg.Connection[tuple[Any, ...]]:
    there = connection.settings_dict
    return psycopg.connect(
        host=there["HOST"], port=there["PORT"] or None, user=there["USER"],
        password=there["PASSWORD"], dbname="postgres", autocommit=True,
    )  # fmt: skip


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None], name: str = "") -> Path:
    """A copy whose members were changed, and whose manifest was told so."""
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    change(members)
    changed = path.with_name(name or "changed.zip")
    with zipfile.ZipFile(changed, "w") as file:
        for member, content in members.items():
            file.writestr(member, content)
    return changed


def told(members: dict[str, bytes], name: str, content: bytes) -> None:
    """Put a member in so that its digest is right."""
    manifest = json.loads(members["manifest.json"])
    manifest["members"][name] = {
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    members[name], members["manifest.json"] = content, json.dumps(manifest).encode()


@pytest.fixture
def small() -> Path:
    """A backup of a little, which is still here."""
    make_branch("Alum Rock")
    default_storage.save(PICTURE, ContentFile(b"picture"))
    return back_up()


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
