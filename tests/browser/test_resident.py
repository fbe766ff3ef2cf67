"""A resident on a phone: from the first address to the receipt, without JavaScript."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from outreach.models import Event
from surveys.models import Answer, Response, Survey
from surveys.services import open_survey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "Tôi mong khu phố có thêm cây xanh và đèn đường."


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Page:
    """An old phone set to Vietnamese, with scripts off."""
    call_command("seed_demo")
    context = browser.new_context(
        base_url=live_server.url,
        locale="vi-VN",
        java_script_enabled=False,
        viewport={"width": 360, "height": 640},
    )
    return context.new_page()


def receipt_is_shown(page: Page, thanks: str = "Cảm ơn quý vị") -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(thanks)


def real_answers() -> list[str]:
    return list(Answer.objects.filter(response__is_demo=False).values_list("words", flat=True))


def test_a_vietnamese_reader_finds_the_survey_answers_and_gets_a_receipt(phone: Page) -> None:
    phone.goto("/")
    expect(phone).to_have_url(re.compile(r"/vi/$"))
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Quý vị muốn sống trong")

    phone.get_by_role("link", name="3 phút").first.click()
    expect(phone).to_have_url(re.compile(r"/vi/survey/$"))
    expect(phone.locator("form").get_by_text("Chúng tôi không hỏi tên, địa chỉ")).to_be_visible()

    phone.get_by_label("Quý vị muốn sống trong một cộng đồng như thế nào?").fill(WORDS)
    phone.locator("main").get_by_role("button", name="Gửi").click()

    receipt_is_shown(phone)
    expect(phone.locator("html")).to_have_attribute("lang", "vi")
    response = Response.objects.get(is_demo=False)
    assert (response.language, response.channel) == ("vi", "web")
    assert real_answers() == [WORDS]


def test_reloading_the_receipt_counts_once(phone: Page) -> None:
    phone.goto("/vi/survey/")
    phone.locator("textarea").first.fill(WORDS)
    phone.locator("main").get_by_role("button", name="Gửi").click()
    receipt_is_shown(phone)
    phone.reload()
    receipt_is_shown(phone)
    assert real_answers() == [WORDS]


def test_changing_the_language_half_way_keeps_the_words_and_stores_nothing(phone: Page) -> None:
    phone.goto("/vi/survey/")
    phone.locator("textarea").nth(1).fill(WORDS)
    phone.get_by_role("button", name="Español").click()

    expect(phone.locator("html")).to_have_attribute("lang", "es")
    expect(phone.locator("textarea").nth(1)).to_have_value(WORDS)
    assert real_answers() == []

    phone.locator("main").get_by_role("button", name="Enviar").click()
    receipt_is_shown(phone, "Gracias")
    assert real_answers() == [WORDS]


def test_enter_in_a_short_field_sends_and_does_not_change_the_language(phone: Page) -> None:
    open_survey(Survey.objects.get(slug="library-use"))
    phone.goto("/vi/survey/")
    phone.locator("input[type=text]").first.fill("Có, thư viện Tully")
    phone.locator("input[type=text]").first.press("Enter")
    receipt_is_shown(phone)
    expect(phone.locator("html")).to_have_attribute("lang", "vi")
    assert real_answers() == ["Có, thư viện Tully"]


def test_an_empty_form_is_refused_kindly_and_nothing_is_stored(phone: Page) -> None:
    phone.goto("/es/survey/")
    phone.locator("main").get_by_role("button", name="Enviar").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    expect(phone).to_have_title(re.compile("^Revise"))
    assert real_answers() == []


def test_the_posters_vietnamese_code_opens_vietnamese_on_an_english_phone(
    browser: Browser, live_server: LiveServer, phone: Page
) -> None:
    event = Event.objects.filter(is_public=True).first()
    assert event
    english = browser.new_context(base_url=live_server.url, locale="en-US").new_page()
    english.goto(f"/s/{event.code}/vi/")
    expect(english.locator("html")).to_have_attribute("lang", "vi")
    english.locator("textarea").first.fill(WORDS)
    english.locator("main").get_by_role("button", name="Gửi").click()
    expect(english.get_by_role("heading", level=1)).to_contain_text("Cảm ơn quý vị")
    assert Response.objects.get(is_demo=False).event == event


def test_a_chosen_language_is_remembered_by_the_readers_own_browser(
    browser: Browser, live_server: LiveServer, phone: Page
) -> None:
    context = browser.new_context(base_url=live_server.url, locale="en-US")
    page = context.new_page()
    page.goto("/")
    expect(page).to_have_url(re.compile(r"/en/$"))
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page).to_have_url(re.compile(r"/vi/$"))
    page.goto("/")
    expect(page).to_have_url(re.compile(r"/vi/$"))
    assert [cookie["name"] for cookie in context.cookies()] == ["language"]


def test_going_back_and_sending_again_counts_once(phone: Page) -> None:
    phone.goto("/vi/survey/")
    phone.locator("textarea").first.fill(WORDS)
    phone.locator("main").get_by_role("button", name="Gửi").click()
    receipt_is_shown(phone)
    phone.go_back()
    expect(phone.locator("textarea").first).to_have_value(WORDS)
    phone.locator("main").get_by_role("button", name="Gửi").click()
    receipt_is_shown(phone)
    assert real_answers() == [WORDS]
