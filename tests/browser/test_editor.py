"""An editor: from signing in to a post that residents read in three languages."""

from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Period
from tests.browser.staff_pages import sign_in, writing_box

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLES = {
    "vi": "Những gì chúng tôi đã nghe ở chợ nông gia",
    "es": "Lo que escuchamos en el mercado de agricultores",
    "en": "What we heard at the farmers market",
}
IN_SHORT = {
    "vi": "Hàng xóm muốn có thêm bóng cây.",
    "es": "El vecindario quiere más sombra.",
    "en": "Neighbors want more shade.",
}
COLUMNS = {"vi": "Tiếng Việt", "es": "Español", "en": "English"}


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, admin_user: Any) -> Page:
    call_command("seed_demo")
    context = browser.new_context(base_url=live_server.url, locale="en-US")
    return context.new_page()


def write_post(page: Page) -> None:
    page.goto("/admin/blog/post/add/")
    for code, words in TITLES.items():
        page.fill(f"#id_title_{code}", words)
        writing_box(page, f"In short {COLUMNS[code]}").click()
        page.keyboard.type(IN_SHORT[code])
    page.select_option("#id_period", str(Period.objects.latest("starts_on").pk))


def publish(page: Page, title: str) -> None:
    page.goto("/admin/blog/post/")
    page.get_by_role("link", name=title).click()
    page.get_by_role("link", name="Publish", exact=True).click()
    page.get_by_label("Day", exact=True).fill("2026-11-01")
    page.get_by_label("Time", exact=True).fill("09:00")
    page.get_by_role("button", name="Publish at this time").click()
    expect(page.locator(".success")).to_be_visible()


def test_an_editor_publishes_a_post_in_three_languages(page: Page) -> None:
    sign_in(page, "admin", "password")
    write_post(page)
    page.click("[name=_save]")
    expect(page.locator(".success")).to_be_visible()
    page.goto("/vi/")
    expect(page.get_by_text(TITLES["vi"])).to_have_count(0)

    publish(page, TITLES["en"])

    for code, title in TITLES.items():
        page.goto(f"/{code}/")
        page.get_by_role("link", name=title).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.get_by_text(IN_SHORT[code])).to_be_visible()


def test_a_post_in_one_language_reaches_the_others_marked_as_not_translated(page: Page) -> None:
    sign_in(page, "admin", "password")
    page.goto("/admin/blog/post/add/")
    page.select_option("#id_source_language", "vi")
    page.fill("#id_title_vi", TITLES["vi"])
    page.select_option("#id_period", str(Period.objects.latest("starts_on").pk))
    page.click("[name=_save]")
    expect(page.locator(".success")).to_be_visible()
    publish(page, TITLES["vi"])

    page.goto("/en/")
    page.get_by_role("link", name=TITLES["vi"]).first.click()
    expect(page.locator("h1 [lang=vi]")).to_have_text(TITLES["vi"])
    expect(page.get_by_text("not been translated yet")).to_be_visible()
    expect(page.locator("link[rel=canonical]")).to_have_attribute("href", page_path("vi", page))


def page_path(code: str, page: Page) -> str:
    slug = page.url.rstrip("/").rsplit("/", 1)[1]
    return f"http://127.0.0.1:8000/{code}/what-we-heard/{slug}/"
