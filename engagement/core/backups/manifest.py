"""What a backup says of itself: when it was made, of which version, and what must be in it."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

FORMAT = 1


@dataclass(frozen=True)
class Member:
    """A file within the backup."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Table:
    columns: list[str]
    key: list[str]
    rows: int
    # The last number given out: one that was given to a deleted row is never given again.
    last_number: int | None


@dataclass(frozen=True)
class Manifest:
    made_at: datetime
    migrations: set[tuple[str, str]]
    tables: dict[str, Table]
    left_out: list[str]
    members: dict[str, Member]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def pictures(self) -> list[str]:
        return [name for name in self.members if name.startswith("pictures/")]

    def to_json(self) -> bytes:
        content = {
            "format": FORMAT,
            **asdict(self),
            "made_at": self.made_at.isoformat(),
            "migrations": sorted(self.migrations),
        }
        return json.dumps(content, indent=1).encode()


def member_of(table: str) -> str:
    return f"tables/{table}.copy"


def format_of(text: bytes) -> int:
    return int(json.loads(text)["format"])


def from_json(text: bytes) -> Manifest:
    """Raises KeyError, TypeError or ValueError if it is not one."""
    content: dict[str, Any] = json.loads(text)
    return Manifest(
        made_at=datetime.fromisoformat(content["made_at"]),
        migrations={(app, name) for app, name in content["migrations"]},
        tables={name: Table(**table) for name, table in content["tables"].items()},
        left_out=list(content["left_out"]),
        members={name: Member(**member) for name, member in content["members"].items()},
    )
