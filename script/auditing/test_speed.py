"""Run by script/audit: what a first look costs, and how soon it is there."""

import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

from script.auditing import lighthouse
from script.auditing.lighthouse import Figures
from script.auditing.served import served
from tests.browser.chromium import ARGUMENTS, installed
from tests.browser.states.worlds import LANGUAGES

MOST_BYTES, MOST_REQUESTS = 60_000, 6
PHONE: Any = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": installed(as_readers_have=True), "args": ARGUMENTS}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, device_scale_factor=2)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_look_at_the_landing_page_is_light(page: Page, site: str, language: str) -> None:
    loaded = bytes_by_address(page, f"{site}/{language}/")
    table = "\n".join(f"{size:>7} {address}" for address, size in loaded.items())
    print(f"{table}\n{sum(loaded.values()):>7} in {len(loaded)} requests")
    assert sum(loaded.values()) <= MOST_BYTES, table
    assert len(loaded) <= MOST_REQUESTS, table


def bytes_by_address(page: Page, address: str) -> dict[str, int]:
    """Over the wire, heads included, without scrolling."""
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.on(
        "Network.requestWillBeSent",
        lambda event: names.update({event["requestId"]: event["request"]["url"]}),
    )
    protocol.on(
        "Network.loadingFinished",
        lambda event: sizes.update({names[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    page.goto(address, wait_until="networkidle")
    return sizes


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_script_stands_in_the_way_of_the_first_paint(
    page: Page, site: str, language: str
) -> None:
    source = page.goto(f"{site}/{language}/").text()  # type: ignore[union-attr]
    scripts = re.findall(r"<script[^>]*>", source)
    assert scripts
    assert [script for script in scripts if not re.search(r"\sdefer\b|\sasync\b", script)] == []


def addresses(page: Page, site: str) -> list[str]:
    """Of the landing page, the survey, a post and an event, in each language."""
    page.goto(f"{site}/en/what-we-heard/")
    post = page.locator("main a[href*='/what-we-heard/']:not([href*='?'])").first
    page_of_post = str(post.get_attribute("href"))
    page.goto(f"{site}/en/events/")
    event = page.locator("main a[href^='/en/events/']:not([href*=past], [href$='.ics'])").first
    paths = ["/en/", "/en/survey/", page_of_post, str(event.get_attribute("href"))]
    return [site + path.replace("/en/", f"/{code}/", 1) for path in paths for code in LANGUAGES]


def warm_up(address: str) -> None:
    """A worker that has just begun compiles templates for its first reader alone."""
    for _visit in range(6):
        urlopen(address).read()


@pytest.fixture(scope="module")
def measured(browser: Browser, site: str) -> dict[str, Figures]:
    found: dict[str, Figures] = {}
    print("a11y  best   seo  perf   LCP     CLS")
    for address in addresses(browser.new_page(), site):
        warm_up(address)
        found[address] = lighthouse.measure(address)
        print(f"{found[address]}  {address.removeprefix(site)} {' '.join(found[address].failed)}")
    return found


def test_lighthouse_finds_nothing_to_mend(measured: dict[str, Figures]) -> None:
    assert [address for address, figures in measured.items() if not figures.is_sound] == []


# A figure of a machine that does other work besides tells of that work.
@pytest.mark.skipif("CI" in os.environ, reason="Told in the table; judged on a quiet machine.")
def test_pages_are_soon_there(measured: dict[str, Figures]) -> None:
    assert [address for address, figures in measured.items() if not figures.is_fast] == []
