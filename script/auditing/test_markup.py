"""Run by script/audit: the Nu checker on every page, as the server sent it."""

import json
import subprocess

from script.auditing.places import PAGES, TOOLS
from tests.browser.states import STATES
from tests.browser.states.worlds import LANGUAGES

CHECKER = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"


def test_every_page_was_kept() -> None:
    assert len(list(PAGES.glob("*.html"))) == len(STATES) * len(LANGUAGES)


def test_the_markup_of_every_page_is_valid() -> None:
    command = ["java", "-jar", str(CHECKER), "--format", "json", "--exit-zero-always", str(PAGES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    errors: dict[str, str] = {}
    for message in json.loads(done.stderr)["messages"]:
        if message["type"] != "info":
            page = message.get("url", "").rsplit("/", 1)[-1]
            errors.setdefault(message["message"], f"{page}:{message.get('lastLine')}")
    assert not errors, "\n".join(f"{where}: {what}" for what, where in errors.items())
