"""An editor on a phone: puts branch libraries in order by keyboard and writes one of them."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Post
from tests.browser.staff_pages import sign_in, writing_box
from tests.builders import make_branch, make_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def post() -> Post:
    return make_post("Spring", *map(make_branch, ["Alum Rock", "Berryessa", "Calabazas"]))


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, admin_user: Any) -> Page:
    context = browser.new_context(
        base_url=live_server.url, locale="en-US", viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    sign_in(page, "admin", "password")
    return page


def test_a_section_is_moved_by_keyboard_and_written_on_a_phone(page: Page, post: Post) -> None:
    page.goto(f"/admin/blog/post/{post.pk}/sections/")
    page.get_by_role("button", name="Move up Calabazas").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Calabazas is now number 2 of 3.")
    expect(page.get_by_role("button", name="Move up Calabazas")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_have_text("Calabazas is now number 1 of 3.")
    expect(page.get_by_role("button", name="Move down Calabazas")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 360

    page.get_by_role("link", name="Calabazas", exact=True).click()
    box = writing_box(page, "What the branch heard English")
    box.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Neighbors want more shade.")
    expect(page.locator(".word-count").last).to_have_text("Words: 4")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="Save and go to Alum Rock").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Alum Rock")
    names = [section.branch.name for section in post.sections.order_by("position")]
    assert names == ["Calabazas", "Alum Rock", "Berryessa"]
    calabazas = post.sections.get(branch__name="Calabazas")
    assert calabazas.stored_text("body", "en") == "<p>Neighbors want more shade.</p>"
