"""The staff pages in a real browser: their policy refuses nothing, and the editor works."""

from typing import Any

import pytest
from django.contrib import admin
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from blog.models import Post
from tests.browser.staff_pages import sign_in, writing_box
from tests.builders import make_branch, make_post, make_survey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FROM_WORD = """<p class="MsoNormal" style="mso-fareast-font-family:Calibri"><span lang="VI"
 style="font-size:12pt">Nhiều <b style="mso-bidi-font-weight:normal">cây xanh</b> hơn</span></p>"""
PASTE = """(box, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  box.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, admin_user: Any, complaints: list[str]) -> Page:
    page = browser.new_context(base_url=live_server.url, locale="en-US").new_page()
    page.on("console", lambda said: complaints.extend([said.text] * (said.type == "error")))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    sign_in(page, "admin", "password")
    return page


def test_the_policy_refuses_nothing_on_the_staff_pages(page: Page, complaints: list[str]) -> None:
    make_post("Trees", make_branch())
    make_survey()
    for model in admin.site._registry:
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        for found in [".addlink", "#result_list tbody a"]:
            page.goto(address)
            if page.locator(found).count():
                with page.expect_navigation():
                    page.locator(found).first.click()
    assert complaints == []


def test_the_editor_types_pastes_and_saves(page: Page, complaints: list[str]) -> None:
    post = make_post(only="en")
    page.goto(f"/admin/blog/post/{post.pk}/change/")
    writing_box(page, "In short Español").click()
    page.keyboard.type("Más ")
    page.keyboard.press("Control+b")
    page.keyboard.type("árboles")
    writing_box(page, "Introduction Tiếng Việt").evaluate(PASTE, FROM_WORD)
    page.click("[name=_save]")
    page.wait_for_selector(".success")
    saved = Post.objects.get()
    assert saved.stored_text("in_short", "es") == "<p>Más <strong>árboles</strong></p>"
    pasted = "<p>Nhiều <strong>cây xanh</strong> hơn</p>"
    assert saved.stored_text("introduction", "vi") == pasted
    assert complaints == []


def test_the_columns_stand_below_one_another_on_a_phone(page: Page) -> None:
    page.goto("/admin/blog/post/add/")
    tops = "[...document.querySelectorAll('[name^=title_]')].map(e => e.getBoundingClientRect().y)"
    assert len(set(page.evaluate(tops))) == 1
    page.set_viewport_size({"width": 360, "height": 800})
    assert len(set(page.evaluate(tops))) == 3
    assert page.evaluate("document.documentElement.scrollWidth") == 360
