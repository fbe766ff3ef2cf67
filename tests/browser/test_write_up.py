"""Branch staff on a phone: from the link in a message to the section of the quarter's draft."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from blog import write_up_services as services
from blog.models import BranchSection
from engagement.core.models import User
from outreach.models import EventReport
from outreach.services import revoke_link, send_back
from tests.builders import make_branch, make_event, make_post
from tests.writing_up import address, stored

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "People asked for shade at the bus stop.\nA father would like Sunday hours."


@dataclass
class Phone:
    """Counts what a person does on it: fields filled in and buttons pressed."""

    page: Page
    steps: list[str] = field(default_factory=list)

    def fill(self, label: str, words: str) -> None:
        self.steps.append(label)
        self.page.get_by_label(label, exact=True).fill(words)

    def press(self, name: str) -> None:
        self.steps.append(name)
        self.page.locator("main").get_by_role("button", name=name).click()

    def choose(self, name: str) -> None:
        self.steps.append(name)
        self.page.get_by_label(name).check()

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)


@pytest.fixture
def report(admin_user: User) -> EventReport:
    event = make_event("At the market", days=-3, branch=make_branch("Berryessa"))
    post = make_post("What We Heard", published_at=None)
    return services.ask_for_write_up(post, event.branch, event, admin_user, "en")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Phone:
    context = browser.new_context(
        base_url=live_server.url,
        locale="en-US",
        java_script_enabled=request.param,
        viewport={"width": 360, "height": 640},
        has_touch=True,
    )
    return Phone(context.new_page())


@pytest.fixture
def scripted(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url, locale="en-US", viewport={"width": 360, "height": 640}
    )
    yield context.new_page()
    context.close()


def body(report: EventReport) -> str:
    return BranchSection.objects.get(report=report).stored_text("body", "en")


def test_two_steps_write_up_what_was_heard(phone: Phone, report: EventReport) -> None:
    phone.page.goto(address(report))
    expect(phone.page.get_by_label("At the market")).to_be_checked()
    phone.fill("What did you hear?", WORDS)
    phone.press("Send")
    expect(phone.heading).to_contain_text("Thank you")
    assert phone.steps == ["What did you hear?", "Send"]
    assert body(report) == (
        "<p>People asked for shade at the bus stop.</p><p>A father would like Sunday hours.</p>"
    )


def test_everything_filled_in_at_another_place_takes_nine_steps(
    phone: Phone, report: EventReport
) -> None:
    phone.page.goto(address(report))
    phone.choose("Another place")
    phone.fill("Name of the place", "Ocala School")
    phone.fill("Day", "2026-10-14")
    phone.fill("What did you hear?", WORDS)
    phone.fill("How many people were at the event?", "300")
    phone.fill("How many people did you speak with?", "263")
    phone.fill("How do you read it?", "They mean evenings.")
    phone.fill("What will your branch do?", "A potluck in May.")
    phone.press("Send")
    expect(phone.heading).to_contain_text("Thank you")
    assert len(phone.steps) == 9
    assert "<p>A potluck in May.</p>" in body(report)
    assert (stored(report).place, stored(report).engaged) == ("Ocala School", 263)


def test_kept_and_finished_later_by_the_same_link(phone: Phone, report: EventReport) -> None:
    phone.page.goto(address(report))
    phone.fill("What did you hear?", "People asked")
    phone.press("Keep and finish later")
    expect(phone.page.get_by_text("It has not been sent yet")).to_be_visible()
    assert body(report) == ""

    phone.page.goto(address(report))
    expect(phone.page.get_by_label("What did you hear?")).to_have_value("People asked")
    phone.fill("What did you hear?", WORDS)
    phone.press("Send")
    expect(phone.heading).to_contain_text("Thank you")
    assert "Sunday hours" in body(report)


def test_sent_back_with_a_remark_and_sent_again(phone: Phone, report: EventReport) -> None:
    phone.page.goto(address(report))
    phone.fill("What did you hear?", WORDS)
    phone.press("Send")
    expect(phone.heading).to_contain_text("Thank you")
    send_back(report.pk, "What will you do about the shade?")

    phone.page.goto(address(report))
    expect(phone.page.get_by_text("What will you do about the shade?")).to_be_visible()
    phone.fill("What will your branch do?", "Ask for a tree.")
    phone.press("Send")
    expect(phone.heading).to_contain_text("Thank you")
    assert "<p>Ask for a tree.</p>" in body(report)


def test_an_error_leads_to_its_field(phone: Phone, report: EventReport) -> None:
    phone.page.goto(address(report))
    phone.press("Send")
    alert = phone.page.get_by_role("alert")
    expect(alert).to_be_focused()
    alert.get_by_role("link", name="What did you hear?").click()
    expect(phone.page.get_by_label("What did you hear?")).to_be_focused()


def test_while_one_types_it_is_kept_and_leaving_asks(scripted: Page, report: EventReport) -> None:
    scripted.goto(address(report))
    area = scripted.get_by_label("What did you hear?")
    area.press_sequentially("Half a sentence")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    scripted.on("dialog", stay)
    expect(scripted.get_by_text("Everything you typed is kept.")).to_be_visible()
    assert stored(report).heard == "Half a sentence"

    area.press_sequentially(", and more")
    scripted.evaluate("setTimeout(() => { location.href = '/en/' })")
    scripted.wait_for_timeout(500)
    assert asked == ["beforeunload"]


def test_words_typed_while_others_are_on_their_way_are_the_last_word(
    scripted: Page, report: EventReport
) -> None:
    underway: list[Route] = []

    def hold_first(route: Route) -> None:
        quietly = "quietly" in (route.request.post_data or "")
        underway.append(route) if quietly and not underway else route.continue_()

    scripted.route("**/write-up/**", hold_first)
    scripted.goto(address(report))
    area = scripted.get_by_label("What did you hear?")
    with scripted.expect_request(lambda request: request.method == "POST"):
        area.fill("First")
    area.fill("Last")
    scripted.locator("main").get_by_role("button", name="Keep").click()
    underway[0].continue_()
    expect(scripted.get_by_text("It has not been sent yet")).to_be_visible()
    assert stored(report).heard == "Last"


def test_without_a_connection_the_page_stays_open_with_its_words(
    scripted: Page, report: EventReport
) -> None:
    scripted.goto(address(report))
    scripted.context.set_offline(True)
    scripted.get_by_label("What did you hear?").fill(WORDS)
    send = scripted.locator("main").get_by_role("button", name="Send")
    send.click()
    expect(scripted.get_by_text("Not sent: there is no connection")).to_be_in_viewport()
    expect(scripted.get_by_label("What did you hear?")).to_have_value(WORDS)
    scripted.context.set_offline(False)
    send.dblclick()
    expect(scripted.get_by_role("heading", level=1)).to_contain_text("Thank you")
    assert stored(report).heard == WORDS


def test_a_link_that_ends_while_one_types_says_so_and_hands_the_words_back(
    scripted: Page, report: EventReport
) -> None:
    scripted.goto(address(report))
    revoke_link(report.pk)
    scripted.get_by_label("What did you hear?").fill(WORDS)
    expect(scripted.get_by_text("This link takes nothing any more.")).to_be_visible()
    scripted.locator("main").get_by_role("button", name="Send").click()
    expect(scripted.get_by_label("What did you hear?")).to_have_value(WORDS)
