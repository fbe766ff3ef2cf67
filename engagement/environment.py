"""Strict readers of environment variables: a value that cannot be meant is refused at start."""

import os
import re
import zoneinfo
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import get_random_string

WEAK_KEY_LENGTH = 50
WEAK_KEY_UNIQUE = 5
ORIGIN = re.compile(r"https?://([a-zA-Z0-9.-]+|\[[0-9a-fA-F:]+\])(:\d{1,5})?")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    value = text(name, str(default)).lower()
    if value not in {"true", "false"}:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value == "true"


def number(name: str, default: int, least: int, most: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or not least <= int(value) <= most:
        raise ImproperlyConfigured(
            f"{name} must be a whole number from {least} to {most}, not {value!r}."
        )
    return int(value)


def choice(name: str, default: str, allowed: list[str]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    if value not in zoneinfo.available_timezones():
        raise ImproperlyConfigured(f"{name} must be a zone such as {default}, not {value!r}.")
    return value


def address_template(name: str, default: str) -> str:
    """A web address with `{address}` where a street address goes."""
    value = text(name, default)
    try:
        filled = value.format(address="street")
    except (IndexError, KeyError, ValueError):
        filled = ""
    if not filled.startswith("https://") or filled == value:
        raise ImproperlyConfigured(
            f"{name} must be an https address that holds {{address}}, not {value!r}."
        )
    return value


def database(name: str) -> dict[str, Any]:
    """A PostgreSQL server, with the options that its address gives."""
    try:
        parsed = dict(dj_database_url.parse(text(name)))
    except ValueError:
        parsed = {}
    if parsed.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"{name} must look like postgres://user:password@host/name.")
    return parsed


def origin(name: str, default: str) -> str:
    """The site's own address: scheme and host, without a path or a closing slash."""
    value = text(name, default).rstrip("/")
    if not ORIGIN.fullmatch(value):
        raise ImproperlyConfigured(
            f"{name} must look like https://listens.example.org, not {value!r}."
        )
    return value


@dataclass(frozen=True)
class MailServer:
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    ssl: bool = False
    starttls: bool = False

    def __bool__(self) -> bool:
        return bool(self.host)


MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail_server(name: str) -> MailServer:
    """`smtps://user:password@host`, or `smtp+tls:` for STARTTLS; none where it is not set."""
    value = text(name)
    if not value:
        return MailServer()
    parts = urlsplit(value)
    try:
        port = parts.port or MAIL_PORTS[parts.scheme]
    except (KeyError, ValueError):
        port = 0
    if not (port and parts.hostname):
        # The value is not shown: it may hold a password.
        raise ImproperlyConfigured(
            f"{name} must look like smtps://user:password@mail.example.org"
            " (or smtp+tls:// for STARTTLS, or smtp://)."
        )
    return MailServer(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ssl=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp+tls",
    )


def secret_key(file: Path, demonstration: bool) -> str:
    """SECRET_KEY, required and strong except in the demonstration, which keeps one in a file."""
    key = text("SECRET_KEY")
    if key and (len(key) < WEAK_KEY_LENGTH or len(set(key)) < WEAK_KEY_UNIQUE):
        raise ImproperlyConfigured(
            f"SECRET_KEY is weak: give at least {WEAK_KEY_LENGTH} random characters."
        )
    if key:
        return key
    if not demonstration:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing: with DATABASE_URL set, give at least "
            f"{WEAK_KEY_LENGTH} random characters of your own."
        )
    return file.read_text().strip() if file.exists() else get_random_string(WEAK_KEY_LENGTH)
