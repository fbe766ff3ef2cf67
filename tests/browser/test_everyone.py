"""Pages that everyone can use: axe and reflow over every public page in three languages."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog import previews
from blog.models import Post
from outreach.models import Event
from surveys.models import Survey
from surveys.services import close_survey
from tests.builders import make_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = ["vi", "es", "en"]
WIDTHS = [360, 1280]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def addresses(language: str) -> list[str]:
    """One of every kind of page, and the events and posts that look different."""
    events = Event.objects.public()
    shown = [
        events.upcoming()[0],
        events.filter(status="cancelled")[0],
        events.filter(status="moved")[0],
    ]
    posts = Post.objects.published().newest_first()[:2]
    paths = [
        "",
        "events/",
        "events/past/",
        "survey/",
        "survey/?at=unknown",
        "survey/library-use/",
        "branches/",
        "branches/tully/",
        "what-we-heard/",
        "what-we-heard/?year=1999",
        "privacy/",
        "accessibility/",
        "no-such-page/",
        "preview/no-such-key/",
        f"preview/{previews.key_for(make_post(published_at=None))}/",
        *(f"events/{event.slug}/" for event in shown),
        *(f"what-we-heard/{post.slug}/" for post in posts),
    ]
    return [f"/{language}/{path}" for path in paths]


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
    return [f"{page.url}: {fault['id']} {fault['nodes'][0]['target']}" for fault in found]


def overflow(page: Page) -> list[str]:
    """What stands out of the window sideways; nothing may at 320 CSS pixels."""
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [f"{page.url}: wider than the window at {page.viewport_size}"] if wider else []


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Page:
    call_command("seed_demo")
    return browser.new_context(base_url=live_server.url).new_page()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_public_pages(page: Page, language: str) -> None:
    found: list[str] = []
    for address in addresses(language):
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found += faults(page)
    assert found == []


def test_axe_finds_nothing_in_the_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    found: list[str] = []
    for address in addresses("vi"):
        page.goto(address)
        found += faults(page)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_at_320_pixels(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    found: list[str] = []
    for address in addresses(language):
        page.goto(address)
        found += overflow(page)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_refused_form_a_receipt_and_a_closed_survey(
    page: Page, language: str
) -> None:
    found: list[str] = []
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"/{language}/survey/")
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += faults(page) + overflow(page)
    page.locator("textarea").first.fill("cây xanh " * 2_000)
    page.locator("main button[type=submit]").click()
    expect(page.locator("textarea[aria-invalid=true]")).to_have_count(1)
    found += faults(page) + overflow(page)
    page.locator("textarea").first.fill("cây xanh")
    page.locator("main button[type=submit]").click()
    expect(page.locator("textarea")).to_have_count(0)
    found += faults(page) + overflow(page)
    close_survey(Survey.objects.get(is_open=True))
    Event.objects.all().update(is_public=False)
    for path in ["survey/", "events/", ""]:
        page.goto(f"/{language}/{path}")
        found += faults(page) + overflow(page)
    assert found == []


def test_the_keyboard_reaches_the_content_the_menu_and_the_form(page: Page) -> None:
    page.goto("/vi/survey/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    for _ in range(12):
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Thêm đèn đường")
    assert page.locator("textarea").first.input_value() == "Thêm đèn đường"


def test_an_error_takes_the_focus_and_leads_to_its_field(page: Page) -> None:
    page.goto("/en/survey/")
    page.locator("textarea").nth(2).fill("shade " * 2_000)
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page).to_have_url(re.compile("#id_question-"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.field') !== null")
