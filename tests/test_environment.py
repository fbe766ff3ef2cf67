"""A setting that cannot be meant stops the start with a line that says what to do."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from engagement import environment
from engagement.environment import MailServer, mail_server

ROOT = Path(__file__).resolve().parent.parent
STRONG = "k7VwX2n9QpLr4TzYb8Mc5HdJf3Ga6Se1Uo0Ki-Wq_EtRyUiOpAsD"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIME_ZONE", "Foo/Bar"),
        ("DATABASE_URL", "foo"),
        ("DATABASE_URL", "sqlite:///x"),
        ("DIRECTIONS_URL", "https://maps.example/?q={q}"),
        ("DIRECTIONS_URL", "https://maps.example/"),
        ("PUBLIC_URL", "https://user:secret@example.org"),
        ("PUBLIC_URL", "https://example.org?q"),
        ("PUBLIC_URL", "example.org"),
        ("ANSWER_RETENTION_YEARS", "0"),
        ("ANSWER_RETENTION_YEARS", "99999"),
        ("LANGUAGE_CODE", "fr"),
        ("DEBUG", "perhaps"),
        ("SECRET_KEY", "short"),
    ],
)
def test_a_bad_value_is_told_in_one_line(name: str, value: str) -> None:
    given = {"SECRET_KEY": STRONG, name: value}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **given},
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert name in done.stderr


def test_the_options_of_a_database_address_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@host/name?sslmode=verify-full")
    assert environment.database("DATABASE_URL")["OPTIONS"]["sslmode"] == "verify-full"


def test_a_missing_key_is_refused_outside_the_demonstration(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured):
        environment.secret_key(tmp_path / "none", demonstration=False)


@pytest.mark.parametrize(
    ("value", "server"),
    [
        ("", MailServer()),
        ("smtp://mail.example.org", MailServer("mail.example.org", 25)),
        (
            "smtp+tls://a%40b:p%2Fw@mail.example.org",
            MailServer("mail.example.org", 587, "a@b", "p/w", starttls=True),
        ),
        ("smtps://mail.example.org:2465", MailServer("mail.example.org", 2465, ssl=True)),
    ],
)
def test_a_mail_server(monkeypatch: pytest.MonkeyPatch, value: str, server: MailServer) -> None:
    monkeypatch.setenv("EMAIL_URL", value)
    assert mail_server("EMAIL_URL") == server


@pytest.mark.parametrize("value", ["mail.example.org", "imap://x", "smtp://", "smtp://x:port"])
def test_no_mail_server(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("EMAIL_URL", value)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must look like"):
        mail_server("EMAIL_URL")
