"""An editor heeds a warning, previews, publishes, and residents read it in three languages."""

import re
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Period, Post
from outreach.models import Branch
from tests.browser.staff_pages import sign_in, writing_box
from tests.builders import each, make_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLES = each("Cây xanh ở khu phố", "Árboles en el vecindario", "Trees in the neighborhood")
MISSPELT = "Neighbors of Berryesa want more shade."


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, admin_user: Any, complaints: list[str]) -> Page:
    call_command("seed_demo")
    context = browser.new_context(base_url=live_server.url, locale="en-US")
    page = context.new_page()
    page.on("console", lambda said: complaints.extend([said.text] * (said.type == "error")))
    sign_in(page, "admin", "password")
    return page


@pytest.fixture
def post(page: Page) -> Post:
    newest = Period.objects.latest("starts_on")
    branch = Branch.objects.get(slug="berryessa")
    post = make_post("Trees", branch, period=newest, published_at=None)
    post.set_texts(title=TITLES, summary={"en": MISSPELT})
    post.save()
    return post


def open_tab(page: Page, post: Post, tab: str) -> None:
    page.goto(f"/admin/blog/post/{post.pk}/change/")
    page.get_by_role("link", name=tab, exact=True).click()


def say_that_translations_still_hold(page: Page, post: Post) -> None:
    for language in ("Español", "Tiếng Việt"):
        open_tab(page, post, "Publish")
        warning = page.locator(".stumbles li", has_text="The original has changed since")
        warning.filter(has_text=language).get_by_role("link").click()
        page.get_by_role("button", name="The translation still holds").click()
        expect(page.locator(".success")).to_be_visible()


def test_a_warning_is_heeded_and_the_post_published_in_three_languages(
    page: Page, post: Post, complaints: list[str]
) -> None:
    open_tab(page, post, "Publish")
    warning = page.locator(".stumbles li", has_text="“Berryesa”: the list writes “Berryessa”.")
    warning.get_by_role("link").click()
    field = page.locator("#id_summary_en")
    expect(field).to_be_in_viewport()
    field.fill(MISSPELT.replace("Berryesa", "Berryessa"))
    page.click("[name=_save]")
    expect(page.locator(".success")).to_be_visible()

    say_that_translations_still_hold(page, post)
    open_tab(page, post, "Publish")
    expect(page.get_by_text("Nothing found that a reader would stumble over.")).to_be_visible()
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_role("heading", name="On the site")).to_be_visible()
    assert complaints == []

    for code, title in TITLES.items():
        page.goto(f"/{code}/")
        page.get_by_role("link", name=title).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_warning_about_rich_text_leads_to_its_editor(page: Page, post: Post) -> None:
    post.set_texts(introduction={"en": "<p>See you on 05/09/2023.</p>"})
    post.save()
    open_tab(page, post, "Publish")
    page.locator(".stumbles li", has_text="05/09/2023").get_by_role("link").click()
    expect(writing_box(page, "Introduction English")).to_be_in_viewport()


def test_a_link_to_a_preview_opens_on_a_phone_without_an_account(
    page: Page, post: Post, browser: Browser, live_server: LiveServer
) -> None:
    open_tab(page, post, "Preview")
    address = page.locator("code.copy").first.inner_text()
    phone = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": 320, "height": 640},
    ).new_page()
    phone.goto(re.sub(r"^https?://[^/]+", "", address))
    expect(phone.get_by_role("heading", level=1)).to_have_text(TITLES["vi"])
    expect(phone.locator(".preview-bar")).to_be_visible()
    phone.get_by_role("link", name="Español").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(TITLES["es"])
    assert phone.evaluate("document.documentElement.scrollWidth") == 320

    page.get_by_role("button", name="End these links").click()
    expect(page.locator(".success")).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).not_to_have_text(TITLES["es"])


def test_the_text_for_the_library_s_website_is_copied_with_a_button(page: Page, post: Post) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_tab(page, post, "Copy")
    page.get_by_role("link", name="Español").click()
    block = page.locator("[data-copied]", has=page.locator("textarea")).first
    block.get_by_role("button", name="Copy").click()
    expect(block.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == block.locator("textarea").input_value()
    assert copied.startswith('<div lang="es">')
