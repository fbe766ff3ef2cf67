"""Fixtures that bring a browser to a state. Both sites are made once for a worker, not for a test.

What one state writes, the next one may meet; each makes what it needs.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.conf import settings as site_settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test.signals import template_rendered
from django.test.utils import setup_databases
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.states import worlds
from tests.browser.states.state import LINK, PUBLIC, State, Visit

HEIGHTS = {320: 640, 360: 740, 768: 1024, 1280: 800}
Look = Callable[..., Any]


@pytest.fixture(scope="module")
def server(django_db_setup: None, django_db_blocker: Any) -> Iterator[LiveServer]:
    server = LiveServer("localhost")
    server._live_server_modified_settings.enable()
    with django_db_blocker.unblock():
        make_database()
        yield server
        server.stop()
        call_command("flush", interactive=False, verbosity=0)
    server._live_server_modified_settings.disable()


def make_database() -> None:
    """It is there already if a test is marked that wants one to itself."""
    if not str(connection.settings_dict["NAME"]).startswith(TEST_DATABASE_PREFIX):
        setup_databases(verbosity=0, interactive=False, keepdb=True)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture(scope="module")
def enter(server: LiveServer, pictures: Path) -> Callable[[str], None]:
    """Makes that world, unless it is the one that stands."""
    standing: list[str] = []

    def make(world: str) -> None:
        if standing == [world]:
            return
        call_command("flush", interactive=False, verbosity=0)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(site_settings, "MEDIA_ROOT", pictures)
            worlds.make(world)
        standing[:] = [world]

    return make


@pytest.fixture
def look(
    browser: Browser,
    server: LiveServer,
    enter: Callable[[str], None],
    pictures: Path,
    settings: LazySettings,
) -> Look:
    """A context manager: in it, somebody is at that state."""
    settings.MEDIA_ROOT = pictures

    @contextmanager
    def at(state: State, language: str, width: int, scheme: Any) -> Iterator[Visit]:
        enter(state.world)
        context = browser.new_context(
            base_url=server.url,
            locale=language,
            viewport={"width": width, "height": HEIGHTS[width]},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        if state.who not in {PUBLIC, LINK}:
            session = worlds.session_of(state.who, language)
            place = {"domain": "localhost", "path": "/admin/"}
            context.add_cookies([{"name": "staff_session", "value": session, **place}])  # type: ignore[typeddict-item]
        try:
            with state.meanwhile(), rendering(state.template):
                visit = Visit(context.new_page(), language)
                state.reach(visit)
            yield visit
        finally:
            context.close()

    return at


@contextmanager
def rendering(template: str) -> Iterator[None]:
    """That the state is what it says it is."""
    rendered: set[str] = set()

    def note(template: Any, **_rest: Any) -> None:
        rendered.add(template.name)

    template_rendered.connect(note)
    try:
        yield
    finally:
        template_rendered.disconnect(note)
    assert template in rendered, f"{template} was not shown, but {sorted(filter(None, rendered))}"
