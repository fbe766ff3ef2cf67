"""The page behind a branch's link."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from engagement.core.models import User
from outreach.models import Event, EventReport
from outreach.services import renew_link, revoke_link, send_back
from tests.builders import make_branch, make_event, make_post, make_report, said
from tests.pages import Page
from tests.writing_up import HEARD, address, filled, keep, opened, send, stored

pytestmark = pytest.mark.django_db

ANOTHER: dict[str, Any] = {"where": "other", "place": "PTA, Ocala School", "day": "2026-03-02"}


@pytest.fixture
def event() -> Event:
    return make_event("Market", days=-3, branch=make_branch("Berryessa"))


@pytest.fixture
def report(event: Event) -> EventReport:
    return make_report(event=event)


def test_the_event_is_chosen_already_and_words_alone_are_enough(report: EventReport) -> None:
    answer = send(report, heard=HEARD)
    assert answer.status_code == 302
    page = Page(Client().get(answer["Location"]))
    assert "Thank you" in page.title
    assert HEARD in page.main.raw
    kept = stored(report)
    assert (kept.state, kept.heard, kept.event) == ("sent", HEARD, report.event)


def test_everything_is_kept_as_typed(report: EventReport) -> None:
    words = "  - Tiê\u0301ng Việt\r\n\r\n  <b>\u201cmore\u201d</b>\t"
    send(
        report, **ANOTHER, heard=words, our_reading=words, follow_up=words, language="vi",
        attended="1,200", engaged="64",
    )  # fmt: skip
    kept = stored(report)
    typed = "  - Tiếng Việt\n\n  <b>“more”</b>\t"
    assert kept.heard == kept.our_reading == kept.follow_up == typed
    assert (kept.event, kept.place, kept.day) == (None, "PTA, Ocala School", date(2026, 3, 2))
    assert (kept.attended, kept.engaged, kept.language) == (1200, 64, "vi")


@pytest.mark.parametrize("typed", ["1200", "1,200", "1.200", "1 200"])
def test_thousands_are_understood_however_they_are_marked(report: EventReport, typed: str) -> None:
    send(report, heard=HEARD, attended=typed)
    assert stored(report).attended == 1200


def test_not_counted_is_another_answer_than_none(report: EventReport) -> None:
    send(report, heard=HEARD, attended_not_counted="on")
    kept = stored(report)
    assert (kept.attended, kept.attended_not_counted) == (None, True)
    assert (kept.engaged, kept.engaged_not_counted) == (None, False)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({"heard": " \n"}, "heard"),
        ({"heard": "x" * 20_001}, "heard"),
        ({"heard": HEARD, "attended": "about forty"}, "attended"),
        ({"heard": HEARD, "attended": "-1"}, "attended"),
        ({"heard": HEARD, "attended": "9" * 30}, "attended"),
        ({"heard": HEARD, "attended": "40", "attended_not_counted": "on"}, "attended"),
        ({"heard": HEARD, "attended": "26", "engaged": "263"}, "engaged"),
        ({"heard": HEARD, **ANOTHER, "place": ""}, "place"),
        ({"heard": HEARD, **ANOTHER, "place": "x" * 161}, "place"),
        ({"heard": HEARD, **ANOTHER, "day": ""}, "day"),
        ({"heard": HEARD, **ANOTHER, "day": "20026-03-02"}, "day"),
        ({"heard": HEARD, **ANOTHER, "day": "2099-03-02"}, "day"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_nothing_typed_is_lost(
    report: EventReport, typed: dict[str, Any], name: str
) -> None:
    answer = send(report, follow_up="A potluck", **typed)
    page = Page(answer)
    assert answer.status_code == 422
    assert page.errors_beside(name)
    assert f"#id_{name}" in page.links
    back = filled(page)
    assert {key: back[key] for key in typed} == typed
    assert stored(report).state == "begun"
    assert stored(report).follow_up == "A potluck"


@pytest.mark.parametrize("where", [None, "other", "999999999999999999999", "x\0"])
def test_without_an_event_or_a_place_it_asks_for_one(report: EventReport, where: Any) -> None:
    answer = send(report, heard=HEARD, where=where)
    assert answer.status_code == 422
    assert stored(report).heard == HEARD


def test_the_summary_of_what_is_wrong_leads_into_the_choices(report: EventReport) -> None:
    page = Page(send(report, heard=HEARD, where=None))
    assert "#id_where_0" in page.links
    assert page.one("input", id="id_where_0").get("type") == "radio"


@pytest.mark.parametrize("words", ["\0", "x" * 1_000_000, "\u0301" * 500, "\ud83d\ude00"])
def test_odd_words_are_no_fault_of_ours(report: EventReport, words: str) -> None:
    typed = words.encode("utf-16", "surrogatepass").decode("utf-16")
    assert send(report, heard=typed).status_code in {302, 422}


def test_however_incomplete_it_is_kept_for_later(report: EventReport) -> None:
    answer = keep(report, where=None, our_reading="They mean evenings")
    page = Page(answer)
    assert answer.status_code == 200
    assert "Everything you typed is kept" in page.main.words
    assert not page.all(id="errors")
    assert stored(report).state == "begun"
    assert filled(opened(report))["our_reading"] == "They mean evenings"


def test_what_cannot_be_stored_is_said_and_the_rest_is_kept(report: EventReport) -> None:
    answer = keep(report, heard=HEARD, attended="about forty")
    assert answer.status_code == 422
    assert Page(answer).errors_beside("attended")
    assert stored(report).heard == HEARD
    assert filled(Page(answer))["attended"] == "about forty"


def test_another_language_shows_the_same_words_and_keeps_them(report: EventReport) -> None:
    page = opened(report, "en")
    button = page.one("button", name="switch", value="vi")
    answer = Client().post(button.get("formaction"), filled(page, heard=HEARD, switch="vi"))
    in_vietnamese = Page(answer)
    assert in_vietnamese.one("html").language == "vi"
    assert said("What did you hear?", "vi") in in_vietnamese.main.words
    assert filled(in_vietnamese)["heard"] == HEARD
    assert stored(report).heard == HEARD
    assert stored(report).state == "begun"


def test_the_page_speaks_the_language_of_the_phone(report: EventReport) -> None:
    for header, code in (("vi", "vi"), ("es-MX", "es"), ("fr", "en")):
        page = Page(Client().get(address(report), headers={"Accept-Language": header}))
        assert page.one("html").language == code
        assert [b.language for b in page.all("button", name="switch")] == ["vi", "es", "en"]


def test_one_writes_in_the_language_of_the_page_until_one_says_otherwise(
    report: EventReport,
) -> None:
    assert filled(opened(report, "vi"))["language"] == "vi"
    keep(report, language="es", heard="Más árboles")
    assert filled(opened(report, "vi"))["language"] == "es"
    assert opened(report, "en").one("textarea", name="heard").raw.strip() == "Más árboles"


def test_the_first_button_sends(report: EventReport) -> None:
    buttons = [b for b in opened(report).all("button") if b.get("form") or b.get("type")]
    assert "name" not in buttons[0].attributes


def test_pressed_twice_it_is_sent_once(report: EventReport) -> None:
    page = opened(report)
    assert send(report, page, heard=HEARD).status_code == 302
    sent_at = stored(report).sent_at
    assert send(report, page, heard=HEARD).status_code == 302
    assert stored(report).sent_at == sent_at


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_it_is_sent_once() -> None:
    event = make_event(days=-3)
    post = make_post("Draft", published_at=None)
    report = make_report(event=event)
    data = filled(opened(report), heard=HEARD)

    def press(_: int) -> int:
        try:
            return Client().post(address(report), data).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(press, range(8))) == [302] * 8
    assert stored(report).heard == HEARD
    assert post.sections.count() <= 1


def test_once_sent_nobody_changes_it_and_late_words_are_handed_back(report: EventReport) -> None:
    page = opened(report)
    send(report, heard=HEARD)
    answer = send(report, page, heard="Words that came late")
    assert answer.status_code == 409
    assert "Words that came late" in Page(answer).main.raw
    assert stored(report).heard == HEARD
    assert HEARD in Page(Client().get(address(report))).main.raw


def test_two_pages_do_not_overwrite_one_another_unseen(report: EventReport) -> None:
    mine, theirs = opened(report), opened(report)
    keep(report, theirs, heard="Their words")
    for press in (keep, send):
        answer = press(report, mine, heard="My words")
        page = Page(answer)
        assert answer.status_code == 409
        assert "Their words" in page.one("dl").words
        assert filled(page)["heard"] == "My words"
        assert stored(report).heard == "Their words"
    assert keep(report, page, heard="Both").status_code == 200
    assert stored(report).heard == "Both"
    assert keep(report, theirs, heard="Theirs again").status_code == 409


def test_one_page_may_be_kept_again_and_again(report: EventReport) -> None:
    """Also after going back to it, when it does not know what it has kept itself."""
    page = opened(report)
    for words in ("One", "One two", "One two three"):
        assert keep(report, page, heard=words).status_code == 200
    assert stored(report).heard == "One two three"


def test_a_page_that_was_cut_short_asks_once_more_and_loses_nothing(report: EventReport) -> None:
    keep(report, heard="Before")
    answer = send(report, opened(report), heard=HEARD, version=None, sheet="x")
    assert answer.status_code == 409
    assert send(report, Page(answer)).status_code == 302
    assert stored(report).heard == HEARD


def test_while_typing_it_is_kept_quietly(report: EventReport) -> None:
    page, other = opened(report), opened(report)
    answer = send(report, page, heard="Half a sen", quietly="1")
    assert (answer.status_code, answer.json()) == (200, {"version": 1})
    assert stored(report).state == "begun"
    assert send(report, other, heard="Other", quietly="1").status_code == 409
    assert send(report, page, heard="Half", engaged="x", quietly="1").status_code == 422
    assert stored(report).heard == "Half"


def test_an_event_that_is_gone_leaves_place_and_day(report: EventReport, event: Event) -> None:
    page, day = opened(report), event.day
    event.delete()
    assert send(report, page, heard=HEARD).status_code == 422
    fresh = opened(report)
    assert (filled(fresh)["where"], filled(fresh)["place"]) == ("other", event.place)
    assert send(report, fresh).status_code == 302
    assert stored(report).day == day


def test_only_past_events_of_the_branch_are_offered_closed_ones_too(event: Event) -> None:
    branch = event.branch
    closed = make_event("Closed", days=-5, branch=branch, is_public=False)
    make_event("Ahead", days=5, branch=branch)
    make_event("Cancelled", days=-5, branch=branch, status="cancelled")
    make_event("Elsewhere", days=-5)
    old = make_event("Long ago", days=-300, branch=branch)
    page = opened(make_report(event=old))
    offered = [radio.get("value") for radio in page.all("input", name="where")]
    assert offered == [str(old.pk), str(event.pk), str(closed.pk), "other"]


def test_sent_back_it_opens_with_the_remark_and_can_be_sent_again(report: EventReport) -> None:
    send(report, heard=HEARD)
    send_back(report.pk, "How many people,\nabout?")
    page = opened(report)
    assert "How many people, about?" in page.main.words
    assert filled(page)["heard"] == HEARD
    assert keep(report, page, heard="Longer").status_code == 200
    assert stored(report).state == "returned"
    assert send(report, engaged="60").status_code == 302
    assert (stored(report).state, stored(report).engaged) == ("sent", 60)


@pytest.mark.parametrize("language", ["vi", "es", "en"])
@pytest.mark.parametrize("key", ["", "x", "x.y", "…", "a" * 3000, "%00", "%FF", "x%2Fy"])
def test_a_wrong_link_is_answered_kindly(key: str, language: str) -> None:
    address = f"/admin/write-up/{key}/" if key else "/admin/write-up/"
    answer = Client().get(f"{address}?language={language}")
    assert answer.status_code == 404
    if "%" not in key:
        page = Page(answer)
        assert page.one("html").language == language
        assert said("This link does not open a write-up", language) in page.main.words


def test_after_its_last_day_the_link_says_whom_to_ask_and_loses_nothing(
    report: EventReport, admin_user: User
) -> None:
    page = opened(report)
    keep(report, page, heard=HEARD)
    yesterday = timezone.localdate() - timedelta(days=1)
    EventReport.objects.update(link_until=yesterday, asked_by=admin_user)
    for answer in (Client().get(address(report)), send(report, page, heard="Late")):
        assert answer.status_code == 410
        assert f"mailto:{admin_user.email}" in Page(answer).links
    assert stored(report).heard == HEARD
    renew_link(report.pk)
    assert filled(opened(report))["heard"] == HEARD


@pytest.mark.parametrize("state", ["ended", "withdrawn", "mistyped"])
def test_words_for_a_link_that_does_not_open_are_handed_back(
    report: EventReport, state: str
) -> None:
    link, page = address(report, "en"), opened(report)
    yesterday = timezone.localdate() - timedelta(days=1)
    if state == "ended":
        EventReport.objects.update(link_until=yesterday)
    elif state == "withdrawn":
        revoke_link(report.pk)
    else:
        link = link.replace("/?", "x/?")
    late = filled(page, heard=HEARD, attended="40", follow_up="Plant a tree.\0")
    answer = Client().post(link, late)
    assert answer.status_code in {404, 410}
    shown = [area.raw.removeprefix("\n") for area in Page(answer).main.all("textarea")]
    assert shown == [HEARD, "40", "Plant a tree."]
    quietly = Client().post(link, {**late, "quietly": "1"})
    assert (quietly.status_code, quietly.json()) == (answer.status_code, {})


def test_it_works_through_its_last_day(report: EventReport) -> None:
    EventReport.objects.update(link_until=timezone.localdate())
    assert Client().get(address(report)).status_code == 200


def test_a_withdrawn_link_never_works_again(report: EventReport) -> None:
    old = address(report)
    revoke_link(report.pk)
    renew_link(report.pk)
    assert Client().get(old).status_code == 404
    assert opened(stored(report))


def test_the_database_alone_does_not_tell_the_link(report: EventReport, settings: Any) -> None:
    assert Client().get(reverse("write_up", args=[report.nonce])).status_code == 404
    link = address(report)
    settings.SECRET_KEY = "another" * 10
    assert Client().get(link).status_code == 404


def test_nobody_learns_the_link_from_the_page(report: EventReport) -> None:
    send(report, heard=HEARD)
    for path in (address(report), "/admin/write-up/x/"):
        answer = Client().get(path)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "no-store" in answer["Cache-Control"]
        assert not answer.cookies
        assert "/admin/login" not in answer.content.decode()


def test_while_the_database_is_away_the_words_come_back(
    report: EventReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = filled(opened(report), heard=HEARD)

    def away(*args: Any, **kwargs: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr("blog.write_up_views.keep", away)
        answer = Client().post(address(report), data)
    assert answer.status_code == 503
    again = Page(answer)
    assert again.fields["heard"] == HEARD
    assert Client().post(address(report), again.fields).status_code == 302
