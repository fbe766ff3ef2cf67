"""Tables as text and back: COPY, in an order that tells nothing.

What there is, is asked of the database and not of the models, so that a backup also works between
an update of the code and its `migrate`.
"""

import hashlib
from collections.abc import Iterable, Iterator

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.recorder import MigrationRecorder
from psycopg.sql import SQL, Composed, Identifier

from .errors import BackupError, discreetly
from .manifest import Manifest, Table, member_of

# The manifest says what is in it.
RECORD_OF_MIGRATIONS = MigrationRecorder.Migration._meta.db_table
# A backup must not carry live sign-ins: who finds the file would be signed in.
LEFT_OUT = [Session._meta.db_table]
COLUMNS = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    ORDER BY attnum
"""
LAST_NUMBER = "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)"
# The same value is the same text, whatever a server is set to: digests are compared between two.
ONE_FORM = """
    SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres';
    SET LOCAL TimeZone = 'UTC'; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'
"""


def use_one_form(cursor: CursorWrapper) -> None:
    for statement in ONE_FORM.split(";"):
        cursor.execute(statement)


def names(cursor: CursorWrapper) -> list[str]:
    """Every table but the record of migrations."""
    found = connection.introspection.get_table_list(cursor)
    return sorted(t.name for t in found if t.type == "t" and t.name != RECORD_OF_MIGRATIONS)


def described(cursor: CursorWrapper, name: str) -> Table:
    quoted = connection.ops.quote_name(name)
    cursor.execute(COLUMNS, [quoted])
    columns = [column for (column,) in cursor.fetchall()]
    key = connection.introspection.get_primary_key_columns(cursor, name) or columns
    cursor.execute(LAST_NUMBER, [quoted, key[0]])
    (last_number,) = cursor.fetchone()
    return Table(columns, key, count(cursor, name), last_number)


def count(cursor: CursorWrapper, name: str) -> int:
    cursor.execute(SQL("SELECT count(*) FROM {}").format(Identifier(name)))
    return cursor.fetchone()[0]


def listed(names: Iterable[str]) -> Composed:
    return SQL(", ").join(Identifier(name) for name in names)


def rows(cursor: CursorWrapper, name: str, table: Table) -> Iterator[bytes]:
    """By key: an answer's is random, while rows as they lie would tell the order of arrival."""
    # Every server sorts these the same, whatever its language.
    order = (SQL('{}::text COLLATE "C"').format(Identifier(column)) for column in table.key)
    query = SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
        listed(table.columns), Identifier(name), SQL(", ").join(order)
    )
    with cursor.copy(query) as copy:
        for row in copy:
            yield bytes(row)


def load(cursor: CursorWrapper, name: str, table: Table, chunks: Iterable[bytes]) -> None:
    query = SQL("COPY {} ({}) FROM STDIN").format(Identifier(name), listed(table.columns))
    with discreetly(f"the table {name}"), cursor.copy(query) as copy:
        for chunk in chunks:
            copy.write(chunk)
    if table.last_number is not None:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s)::regclass, %s)",
            [connection.ops.quote_name(name), table.key[0], table.last_number],
        )


def check_loaded(cursor: CursorWrapper, manifest: Manifest) -> None:
    """What stands in the database now is what stood in the other one, byte for byte."""
    for name, table in manifest.tables.items():
        digest = hashlib.sha256()
        for row in rows(cursor, name, table):
            digest.update(row)
        if (
            count(cursor, name) != table.rows
            or digest.hexdigest() != manifest.members[member_of(name)].sha256
        ):
            raise BackupError(f"The table {name} did not arrive as it was backed up.")
