"""Lists for staff: no table is wider than its page."""

import pytest
from playwright.sync_api import Browser, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from engagement.site import rights
from engagement.site.rights import keep_groups
from tests.browser.staff_pages import sign_in
from tests.builders import make_period, make_post
from tests.site.staff import make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Các buổi trò chuyện về bất bình đẳng chủng tộc, mùa thu năm 2021 ở thư viện"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_list_of_posts_is_seen_whole(
    browser: Browser, live_server: LiveServer, width: int
) -> None:
    keep_groups()
    make_person("ana", rights.EDITOR)
    period = make_period()
    period.set_texts(label={"en": LONG})
    period.save()
    make_post(LONG, period=period)
    size = ViewportSize(width=width, height=740)
    page = browser.new_context(base_url=live_server.url, locale="en-US", viewport=size).new_page()
    sign_in(page, "ana", to="/admin/blog/post/")
    expect(page.locator("#result_list")).to_be_visible()
    assert page.eval_on_selector(".results", "it => it.scrollWidth - it.clientWidth") == 0
    to_filter = page.get_by_role("link", name="Filter", exact=True)
    assert to_filter.is_visible() == (width < 768)
    if to_filter.is_visible():
        to_filter.click()
        expect(page.locator("#changelist-filter")).to_be_in_viewport()
