"""The connection goes: a page of ours stands in for the browser's, and trying again works."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

READY = "navigator.serviceWorker.ready.then(() => true)"


def test_offline_in_the_readers_language_and_back(
    browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto("/vi/privacy/")
    assert page.evaluate(READY)
    context.set_offline(True)
    page.goto("/vi/events/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thiết bị của quý vị đang mất mạng")
    context.set_offline(False)
    page.get_by_role("link", name="Thử lại").click()
    expect(page).to_have_url(f"{live_server.url}/vi/events/")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("mất mạng")
