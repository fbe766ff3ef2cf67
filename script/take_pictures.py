"""Run by script/pictures: three views of the demonstration, as a reader and an editor see them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from blog.models import Post

FOLDER = Path(__file__).parent / "readme"
PHONE = {"width": 360, "height": 720}
DESK = {"width": 1280, "height": 800}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, admin_user: Any) -> Page:
    call_command("seed_demo")
    FOLDER.mkdir(exist_ok=True)
    return browser.new_context(base_url=live_server.url, locale="en-US").new_page()


def take(page: Page, name: str, size: Any) -> None:
    page.set_viewport_size(size)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


def test_take_pictures(page: Page) -> None:
    post = Post.objects.published().newest_first()[0]
    page.goto("/vi/")
    take(page, "landing", PHONE)
    page.goto(f"/es/what-we-heard/{post.slug}/")
    take(page, "post", DESK)
    page.goto("/admin/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", level=1).wait_for()
    take(page, "staff", DESK)
