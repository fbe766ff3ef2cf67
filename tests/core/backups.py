"""Backups in tests: made, changed, refused, restored into another database."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from psycopg.sql import SQL, Identifier

PICTURE = "0b9bd3a2-3a0c-4c1f-9a5e-0e7d5a6f1c11-480.webp"


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
