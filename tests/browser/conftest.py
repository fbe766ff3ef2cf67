import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.chromium import ARGUMENTS, installed
from tests.browser.sights import enter, look, pictures, server

__all__ = ["enter", "look", "pictures", "server"]


@pytest.fixture(scope="session")
def browser_type_launch_args(playwright: Playwright) -> dict[str, Any]:
    path = installed() or playwright.chromium.executable_path
    if not Path(path).exists():
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("No Chromium or Chrome here: install one, or run `playwright install chromium`.")
    return {"executable_path": path, "args": ARGUMENTS}


@pytest.fixture(autouse=True)
def leave_no_window_open(browser: Browser) -> Iterator[None]:
    """A page that stays open goes on drawing, and slows down whatever comes after it."""
    yield
    for context in browser.contexts:
        context.close()
