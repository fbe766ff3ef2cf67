"""Staff's pages of write-ups: asked for, read, sent back, put into a post."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blog import write_up_services as services
from blog.models import Post
from engagement.core.models import User
from outreach.models import Branch, Event, EventReport
from outreach.services import send_back
from tests.at_once import at_once
from tests.builders import make_branch, make_event, make_post, make_report
from tests.pages import Page
from tests.site.staff import make_world, signed_in
from tests.writing_up import HEARD, address, opened, send, stored

pytestmark = pytest.mark.django_db

LIST = "/admin/outreach/eventreport/"
ASK = f"{LIST}add/"


def page_of(report: EventReport) -> str:
    return reverse("admin:outreach_eventreport_change", args=[report.pk])


def tab(post: Post) -> str:
    return reverse("admin:blog_post_write_ups", args=[post.pk])


@pytest.fixture
def branch() -> Branch:
    return make_branch("Berryessa")


@pytest.fixture
def event(branch: Branch) -> Event:
    return make_event("Market", days=-3, branch=branch)


@pytest.fixture
def draft() -> Post:
    return make_post("Draft", published_at=None)


@pytest.fixture
def report(draft: Post, event: Event, admin_user: User) -> EventReport:
    return services.ask_for_write_up(draft, event.branch, event, admin_user, "vi")


def asked_for(client: Client, address: str, **typed: Any) -> Any:
    return client.post(address, {"branch": "", "event": "", "language": "en", **typed})


def test_asking_leads_to_a_message_in_three_languages_with_a_link_that_opens(
    admin_client: Client, draft: Post, event: Event, branch: Branch
) -> None:
    answer = asked_for(admin_client, tab(draft), branch=branch.pk, event=event.pk)
    report = EventReport.objects.get()
    page = Page(admin_client.get(answer["Location"]))
    letters = page.all("p", class_="copy letter__body")
    assert [letter.language for letter in letters] == ["vi", "es", "en"]
    for letter in letters:
        assert settings.PUBLIC_URL + address(report) in letter.words
        assert event.place in letter.words
    assert "Write-up of Berryessa for “Draft (en)”" in page.main.words
    assert opened(report)


@pytest.mark.parametrize(
    ("which", "wrong"),
    [({}, "branch"), ({"branch": "0"}, "branch"), ({"event": "x\0"}, "event"),
     ({"branch": "9" * 30}, "branch"), ({"language": "fr"}, "language")],
)  # fmt: skip
def test_asking_says_what_is_missing(
    admin_client: Client, draft: Post, which: dict[str, str], wrong: str
) -> None:
    for where in (tab(draft), ASK):
        answer = asked_for(admin_client, where, **which)
        assert answer.status_code == 200
        assert wrong in answer.context["form"].errors
    assert not EventReport.objects.exists()


def test_an_event_says_which_branch_it_is(admin_client: Client, draft: Post, event: Event) -> None:
    other = make_branch("Alum Rock")
    answer = asked_for(admin_client, tab(draft), branch=other.pk, event=event.pk)
    assert "event" in answer.context["form"].errors
    assert asked_for(admin_client, tab(draft), event=event.pk).status_code == 302
    assert draft.sections.get().branch == event.branch


def test_a_branch_is_asked_once_a_post(
    admin_client: Client, draft: Post, report: EventReport, event: Event
) -> None:
    for typed in ({"branch": event.branch.pk}, {"event": event.pk}):
        assert asked_for(admin_client, tab(draft), **typed).status_code == 200
    assert asked_for(admin_client, ASK, event=event.pk).status_code == 302


def test_nobody_is_asked_for_a_published_post(admin_client: Client, branch: Branch) -> None:
    post = make_post("Out")
    assert "Make the link" not in admin_client.get(tab(post)).content.decode()
    assert asked_for(admin_client, tab(post), branch=branch.pk).status_code == 200
    assert not post.sections.exists()


def test_a_past_event_leads_to_asking_and_then_to_its_write_up(
    admin_client: Client, event: Event
) -> None:
    ahead = make_event(days=3)
    change = "admin:outreach_event_change"
    assert ASK not in admin_client.get(reverse(change, args=[ahead.pk])).content.decode()
    page = Page(admin_client.get(reverse(change, args=[event.pk])))
    ask = Page(admin_client.get(page.link("Ask for a write-up")))
    chosen = [o for o in ask.all("option") if "selected" in o.attributes]
    assert str(event.pk) in [option.get("value") for option in chosen]
    report = make_report(event=event)
    page = Page(admin_client.get(reverse(change, args=[event.pk])))
    assert page.link("Asked for") == page_of(report)


def test_the_words_of_the_link_become_the_section(
    admin_client: Client, report: EventReport, draft: Post
) -> None:
    send(report, heard=HEARD, language="en")
    body = draft.sections.get().stored_text("body", "en")
    assert body == "<p>More shade, people said.</p><p>And longer hours.</p>"
    assert HEARD in Page(admin_client.get(page_of(report))).main.raw
    assert "Sent" in Page(admin_client.get(tab(draft))).main.words


def test_it_is_sent_back_with_a_remark_only(admin_client: Client, report: EventReport) -> None:
    send(report, heard=HEARD)
    answer = admin_client.post(page_of(report), {"send_back": "1", "remark": " "})
    assert Page(answer).errors_beside("remark")
    assert stored(report).is_sent
    sent = {"send_back": "1", "remark": "How many people?"}
    assert admin_client.post(page_of(report), sent).status_code == 302
    assert stored(report).is_returned
    assert "How many people?" in opened(report).main.words


def test_a_button_that_is_pressed_twice_has_done_it_once(
    admin_client: Client, report: EventReport
) -> None:
    send(report, heard=HEARD)
    for presses in ({"send_back": "1", "remark": "How many?"}, {"revoke": "1"}):
        for _ in range(2):
            answer = admin_client.post(page_of(report), presses, follow=True)
            assert "This could not be done" not in Page(answer).words
    assert (stored(report).remark, stored(report).link_until) == ("How many?", None)


def test_a_remark_that_comes_after_a_colleague_s_is_handed_back(
    admin_client: Client, report: EventReport
) -> None:
    send(report, heard=HEARD)
    send_back(report.pk, "How many?")
    answer = admin_client.post(page_of(report), {"send_back": "1", "remark": "And where?"})
    page = Page(answer)
    assert "This could not be done" in page.words
    assert page.one("textarea", name="remark").words == "And where?"
    assert stored(report).remark == "How many?"


@pytest.mark.django_db(transaction=True)
def test_asked_by_two_presses_at_once_there_is_one_write_up(admin_user: User) -> None:
    branch, post = make_branch(), make_post("Draft", published_at=None)
    for page in (ASK, tab(post)):
        before = EventReport.objects.count()
        press = partial(asked_for, signed_in(admin_user), page, branch=branch.pk)
        at_once(press, press)
        assert EventReport.objects.count() == before + 1


def test_a_branch_is_asked_again_about_something_else(
    admin_client: Client, branch: Branch, event: Event
) -> None:
    asked_for(admin_client, ASK, branch=branch.pk)
    asked_for(admin_client, ASK, event=event.pk)
    EventReport.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    asked_for(admin_client, ASK, branch=branch.pk)
    assert EventReport.objects.count() == 3


def test_what_is_with_the_branch_is_not_sent_back(
    admin_client: Client, report: EventReport
) -> None:
    admin_client.post(page_of(report), {"send_back": "1", "remark": "How many?"})
    assert stored(report).state == "asked"


def test_a_link_is_withdrawn_made_anew_and_renewed(
    admin_client: Client, report: EventReport
) -> None:
    old = address(report)
    admin_client.post(page_of(report), {"revoke": "1"})
    assert Client().get(old).status_code == 404
    page = Page(admin_client.get(page_of(report)))
    assert "/admin/write-up/" not in page.main.words
    admin_client.post(page_of(report), {"renew": "1"})
    assert Client().get(old).status_code == 404
    assert opened(stored(report))
    EventReport.objects.update(link_until=timezone.localdate() - timedelta(days=1))
    assert "Ended on" in Page(admin_client.get(LIST)).main.words
    admin_client.post(page_of(report), {"renew": "1"})
    assert stored(report).link_until == timezone.localdate() + timedelta(days=14)


def test_words_an_editor_changed_stand_beside_the_newer_ones_until_a_press(
    admin_client: Client, report: EventReport, draft: Post
) -> None:
    send(report, heard="First", language="en")
    section = draft.sections.get()
    section.set_texts(body={"en": "<p>Edited</p>"})
    section.save()
    admin_client.post(page_of(report), {"send_back": "1", "remark": "More?"})
    send(report, heard="Second")
    assert "with other words" in Page(admin_client.get(tab(draft))).main.words
    shown = Page(admin_client.get(page_of(report))).main.words
    assert "Edited" in shown and "Second" in shown
    admin_client.post(page_of(report), {"take_words": "1"})
    section.refresh_from_db()
    assert section.stored_text("body", "en") == "<p>Second</p>"


@pytest.mark.parametrize("key", ["", "x", "\0", "9" * 30, "9" * 5000, "²"])
def test_a_post_that_is_not_there_takes_nothing(admin_client: Client, key: str) -> None:
    report = make_report(state="sent", heard=HEARD)
    assert admin_client.post(page_of(report), {"put_into": key}).status_code == 302
    assert not hasattr(stored(report), "section")


def test_what_waits_is_put_into_a_post_by_one_press(admin_client: Client, draft: Post) -> None:
    report = make_report(state="sent", heard=HEARD)
    page = Page(admin_client.get(tab(draft)))
    button = page.one("button", name="put_into")
    assert button.parent and button.parent.get("action") == page_of(report)
    admin_client.post(page_of(report), {"put_into": button.get("value")})
    assert "More shade" in draft.sections.get().stored_text("body", "en")
    assert not Page(admin_client.get(tab(draft))).all("button", name="put_into")


def test_branch_staff_read_their_own_and_press_nothing() -> None:
    world = make_world()
    theirs = make_report(world.other.branch, heard="Words of Berryessa")
    client = signed_in(world.cast["b"])
    page = Page(client.get(page_of(world.report)))
    assert "Words of Alum Rock" in page.main.words
    assert "/admin/write-up/" not in page.html
    assert not page.main.all("button")
    assert client.get(page_of(theirs))["Location"] == "/admin/"
    assert "Berryessa" not in Page(client.get(LIST)).main.words
    for step in ("renew", "revoke", "take_words"):
        assert client.post(page_of(world.report), {step: "1"}).status_code == 403


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_lists_cost_the_same_with_one_row_and_with_three(
    admin_client: Client, draft: Post, admin_user: User
) -> None:
    def add() -> None:
        event = make_event(days=-3)
        services.ask_for_write_up(draft, event.branch, event, admin_user, "en")
        make_report(state="sent")

    add()
    admin_client.get(LIST)
    before = [queries(admin_client, address) for address in (LIST, tab(draft))]
    add()
    add()
    assert [queries(admin_client, address) for address in (LIST, tab(draft))] == before
