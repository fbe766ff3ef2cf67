"""An original changes, its readers are told, and a translator mends it without touching a mouse."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Post
from engagement.core.models import Library
from engagement.core.reviews import State
from engagement.site import rights
from engagement.site.services import complete_landing_page
from tests.browser.staff_pages import sign_in, writing_box
from tests.builders import make_post
from tests.site.staff import make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOTICE = ".notice--newer"


@pytest.fixture
def post() -> Post:
    rights.keep_groups()
    complete_landing_page()
    library = Library()
    library.set_texts(name={"vi": "Thư viện", "es": "Biblioteca", "en": "Library"})
    library.save()
    make_person("ana", rights.EDITOR)
    lan = make_person("lan", rights.TRANSLATOR, languages=("vi",))
    lan.language = "vi"
    lan.save()
    return make_post("Trees")


def visit(browser: Browser, server: LiveServer, locale: str = "en-US") -> Page:
    return browser.new_context(base_url=server.url, locale=locale).new_page()


def change_the_original(page: Page, post: Post) -> None:
    sign_in(page, "ana", to=f"/admin/blog/post/{post.pk}/change/")
    writing_box(page, "In short English").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" And shade.")
    page.fill("#id_title_en", "Trees and benches")
    page.click("[name=_save]")
    expect(page.locator(".success")).to_be_visible()


def states(post: Post, field: str) -> list[State]:
    stored = Post.objects.get(pk=post.pk)
    return [stored.state_of(field, code) for code in ("vi", "es")]


def translate_all_by_keyboard(page: Page) -> None:
    page.get_by_role("link", name="Dịch lần lượt từng bài").press("Enter")
    page.get_by_role("link", name="Bắt đầu với bài đầu tiên").press("Enter")
    expect(page.locator("#id_title_vi")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" và ghế")
    page.keyboard.press("Control+Enter")
    expect(writing_box(page, "Tóm tắt Tiếng Việt")).to_be_focused()
    expect(page.locator(".desk__changes ins")).to_contain_text("And shade.")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Và bóng mát.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Không có gì đang chờ")).to_be_visible()


def test_an_original_changes_and_its_translation_is_mended_by_keyboard(
    browser: Browser, live_server: LiveServer, post: Post
) -> None:
    reader = visit(browser, live_server, "vi")
    reader.goto(f"/vi/what-we-heard/{post.slug}/")
    expect(reader.locator(".notice--language")).to_have_count(0)
    change_the_original(visit(browser, live_server), post)
    assert states(post, "title") == states(post, "in_short") == ["out_of_date", "out_of_date"]
    reader.reload()
    expect(reader.locator(NOTICE)).to_contain_text("tiếng Anh đã thay đổi")
    translator = visit(browser, live_server, "vi")
    sign_in(translator, "lan")
    translate_all_by_keyboard(translator)
    assert states(post, "title") == states(post, "in_short") == ["reviewed", "out_of_date"]
    reader.reload()
    expect(reader.get_by_text("Tóm lại Và bóng mát.")).to_be_visible()
    expect(reader.locator(NOTICE)).to_have_count(0)
    reader.goto(f"/es/what-we-heard/{post.slug}/")
    expect(reader.locator(NOTICE)).to_be_visible()
