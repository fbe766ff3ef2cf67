"""A staff form is sent once, and only while the site answers; leaving what is not saved asks."""

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Post
from engagement.site import rights
from engagement.site.rights import keep_groups
from engagement.site.services import complete_landing_page
from tests.browser.staff_pages import sign_in, writing_box
from tests.builders import make_post
from tests.site.staff import make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def post() -> Post:
    keep_groups()
    complete_landing_page()
    return make_post("Trees", published_at=None)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, post: Post) -> Page:
    make_person("ana", rights.EDITOR)
    page = browser.new_context(base_url=live_server.url, locale="en-US").new_page()
    sign_in(page, "ana", to=f"/admin/blog/post/{post.pk}/change/")
    return page


def stay_and_note(page: Page) -> list[str]:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return asked


def leave(page: Page) -> None:
    page.get_by_role("link", name="My account").click(no_wait_after=True)
    page.wait_for_timeout(500)


def test_a_lost_connection_leaves_the_words_where_they_are(page: Page, post: Post) -> None:
    asked = stay_and_note(page)
    writing_box(page, "In short English").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" and shade")
    page.context.set_offline(True)
    page.click("[name=_save]")
    expect(page.get_by_role("alert")).to_contain_text("Your words are still here.")
    leave(page)
    assert asked == ["beforeunload"]
    page.context.set_offline(False)
    page.click("[name=_save]")
    expect(page.locator(".success")).to_be_visible()
    post.refresh_from_db()
    assert post.stored_text("in_short", "en") == "<p>Briefly and shade</p>"


@pytest.mark.parametrize("pause", [0, 150])
def test_a_second_click_makes_no_second_copy(page: Page, pause: int) -> None:
    button = page.locator("[action$='/duplicate/'] button")
    button.evaluate("(it, pause) => { it.click(); setTimeout(() => it.click(), pause); }", pause)
    expect(page.locator(".success")).to_be_visible()
    assert Post.objects.count() == 2


def test_what_came_back_with_an_error_is_not_left_without_asking(page: Page) -> None:
    page.fill("#id_title_en", "")
    page.click("[name=_save]")
    expect(page.locator(".errornote")).to_be_visible()
    asked = stay_and_note(page)
    leave(page)
    assert asked == ["beforeunload"]


def test_words_carried_through_the_sign_in_are_not_left_without_asking(page: Page) -> None:
    page.fill("#id_title_en", "More trees")
    page.context.clear_cookies(name="staff_session")
    page.click("[name=_save]")
    asked = stay_and_note(page)
    page.get_by_text("Show my words").click()
    page.get_by_role("link", name="Staff pages").click(no_wait_after=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]


def test_the_start_of_a_quarter_is_not_left_without_asking(page: Page) -> None:
    page.goto("/admin/blog/post/start/")
    asked = stay_and_note(page)
    page.fill("#id_title_en", "What we heard in the park")
    leave(page)
    assert asked == ["beforeunload"]
