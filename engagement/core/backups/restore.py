"""Restoring a backup into an empty place: wholly, or not at all."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from psycopg.sql import SQL

from . import stored_pictures, tables
from .archive import Archive, opened
from .errors import BackupError, discreetly
from .manifest import Manifest, member_of


def check(path: Path) -> Manifest:
    """The manifest of a backup that is whole and undamaged, and that this version understands."""
    with opened(path) as archive:
        archive.verify()
        check_version(archive)
        return archive.manifest


def restore(path: Path) -> Manifest:
    manifest = check(path)
    stored_pictures.check_there_are_none()
    # A database that is away is told of by manage.py.
    connection.ensure_connection()
    with (
        opened(path) as archive,
        stored_pictures.all_or_none() as put,
        discreetly("the backup"),
        transaction.atomic(durable=True),
        connection.cursor() as cursor,
    ):
        tables.use_one_form(cursor)
        make_room(cursor, manifest)
        load(cursor, archive)
        # An older backup is brought up to date, as script/server would do.
        call_command("migrate", interactive=False, verbosity=0)
        stored_pictures.put_back(archive, put)
    return manifest


def check_version(archive: Archive) -> None:
    known = set(MigrationLoader(None).disk_migrations)
    if archive.manifest.migrations - known:
        raise BackupError(
            f"{archive.path} was made by a newer version of the site: update it first."
        )


def make_room(cursor: CursorWrapper, manifest: Manifest) -> None:
    """The tables of the backup's version, without a row."""
    if not tables.names(cursor):
        make_tables(manifest)
    else:
        check_same_version(manifest)
        check_empty(cursor)
    clear(cursor)


def make_tables(manifest: Manifest) -> None:
    executor = MigrationExecutor(connection)
    everything = executor.migration_plan(executor.loader.graph.leaf_nodes())
    plan = [
        (migration, backwards)
        for migration, backwards in everything
        if (migration.app_label, migration.name) in manifest.migrations
    ]
    executor.migrate(None, plan)


def check_same_version(manifest: Manifest) -> None:
    applied = set(MigrationRecorder(connection).applied_migrations())
    if applied != manifest.migrations or applied != set(MigrationLoader(None).disk_migrations):
        raise BackupError(
            "The tables of this database are of another version than the backup: "
            "give a database without tables. Nothing was changed."
        )


def check_empty(cursor: CursorWrapper) -> None:
    """Empty is what holds no more than `migrate` makes; that is found out by making it."""
    all_tables = tables.names(cursor)
    # Nobody may write between the look and the clearing.
    cursor.execute(SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(tables.listed(all_tables)))
    found = {name: tables.count(cursor, name) for name in all_tables}
    clear(cursor)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    for name in all_tables:
        if found[name] > tables.count(cursor, name):
            raise BackupError(
                f"This database is not empty: {name} has {found[name]} rows. "
                "Give an empty one. Nothing was changed."
            )


def clear(cursor: CursorWrapper) -> None:
    # What is still to be checked would stand in the way.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute(SQL("TRUNCATE {}").format(tables.listed(tables.names(cursor))))


def load(cursor: CursorWrapper, archive: Archive) -> None:
    # Rows may come before those they point to.
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for name, table in archive.manifest.tables.items():
        tables.load(cursor, name, table, archive.chunks(member_of(name)))
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    tables.check_loaded(cursor, archive.manifest)
