"""Two editors on one post, each in a browser of their own; and a page that asks before it goes."""

from collections.abc import Iterator

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
def editors(browser: Browser, live_server: LiveServer, post: Post) -> Iterator[list[Page]]:
    contexts = [browser.new_context(base_url=live_server.url, locale="en-US") for _one in "ab"]
    pages = []
    for context, name in zip(contexts, ("ana", "binh"), strict=True):
        make_person(name, rights.EDITOR)
        page = context.new_page()
        sign_in(page, name, to=f"/admin/blog/post/{post.pk}/change/")
        pages.append(page)
    yield pages
    for context in contexts:
        context.close()


def go_into(page: Page, name: str) -> None:
    writing_box(page, name).click()
    page.keyboard.press("Control+End")


def test_both_texts_are_shown_and_nothing_is_lost(editors: list[Page], post: Post) -> None:
    hers, mine = editors
    go_into(hers, "In short English")
    hers.keyboard.type(" and shade")
    hers.fill("#id_title_es", "Árboles")
    hers.click("[name=_continue]")
    expect(hers.locator(".success")).to_be_visible()
    go_into(mine, "In short English")
    mine.keyboard.type(" and benches")
    mine.click("[name=_continue]")
    expect(mine.locator(".as-it-stands")).to_have_text("As it stands now:Briefly and shade")
    expect(writing_box(mine, "In short English")).to_have_text("Briefly and benches")
    expect(mine.locator("#id_title_es")).to_have_value("Árboles")
    expect(mine.locator(".messagelist")).to_contain_text("ana has changed: Title Español")
    mine.click("[name=_continue]")
    expect(mine.locator(".success")).to_be_visible()
    saved = Post.objects.get()
    assert saved.stored_text("in_short", "en") == "<p>Briefly and benches</p>"
    assert saved.stored_text("title", "es") == "Árboles"


def test_a_session_that_ends_while_writing_keeps_the_words(editors: list[Page], post: Post) -> None:
    page = editors[0]
    go_into(page, "In short Tiếng Việt")
    page.keyboard.type(" nhiều cây xanh")
    page.context.clear_cookies(name="staff_session")
    page.click("[name=_save]")
    expect(page.get_by_text("Your words are kept")).to_be_visible()
    page.fill("[name=sign_in-username]", "ana")
    page.fill("[name=sign_in-password]", "a long password")
    page.click("[type=submit]")
    expect(page.locator(".success")).to_be_visible()
    assert Post.objects.get().stored_text("in_short", "vi") == "<p>Tóm lại nhiều cây xanh</p>"


def test_leaving_with_unsaved_words_asks(editors: list[Page]) -> None:
    page = editors[0]
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.reload()
    assert asked == []
    go_into(page, "In short English")
    page.keyboard.type("!")
    page.get_by_role("link", name="My account").click(no_wait_after=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    page.click("[name=_continue]")
    expect(page.locator(".success")).to_be_visible()
    assert asked == ["beforeunload"]
