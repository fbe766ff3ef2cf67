"""What narrows script/screenshots, so that one look is quick."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only", default="", help="states whose name holds this")
    parser.addoption("--language", default="", choices=("vi", "es", "en"))
    parser.addoption("--size", type=int, choices=(320, 360, 768, 1280), help="the width")
    parser.addoption("--scheme", choices=("light", "dark"))
