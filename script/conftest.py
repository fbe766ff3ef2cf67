"""What is run beside the tests stands on what they stand on."""

from tests.browser.conftest import (
    browser_type_launch_args,
    enter,
    leave_no_window_open,
    look,
    pictures,
    server,
)
from tests.conftest import folder, pytest_configure, pytest_terminal_summary

__all__ = [
    "browser_type_launch_args",
    "enter",
    "folder",
    "leave_no_window_open",
    "look",
    "pictures",
    "pytest_configure",
    "pytest_terminal_summary",
    "server",
]
