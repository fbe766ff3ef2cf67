"""A write-up becomes its branch's section of the quarter's draft."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from blog import write_up_services as services
from blog.models import BranchSection, Post
from engagement.core.models import User
from outreach.models import Branch, EventReport
from outreach.services import send_back
from tests.builders import (
    make_branch,
    make_event,
    make_period,
    make_post,
    make_report,
    make_section,
    said,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch() -> Branch:
    return make_branch("Berryessa")


@pytest.fixture
def draft(branch: Branch) -> Post:
    return make_post("Draft", make_branch("Alum Rock"), published_at=None)


@pytest.fixture
def report(draft: Post, branch: Branch, admin_user: User) -> EventReport:
    return services.ask_for_write_up(draft, branch, None, admin_user, "en")


def sent(report: EventReport, **words: Any) -> BranchSection:
    EventReport.objects.filter(pk=report.pk).update(state="begun", **words)
    services.receive(report)
    return BranchSection.objects.get(report=report)


def test_asking_makes_an_empty_section_at_the_end(draft: Post, report: EventReport) -> None:
    section = draft.sections.get(report=report)
    assert (section.position, section.stored_text("body", "en")) == (2, "")
    assert report.link_opens


def test_a_section_that_is_there_is_taken(draft: Post, branch: Branch, admin_user: User) -> None:
    there = make_section(draft, branch, 2)
    report = services.ask_for_write_up(draft, branch, None, admin_user, "en")
    assert draft.sections.get(report=report) == there


def test_asked_twice_a_branch_has_one_write_up(
    draft: Post, branch: Branch, report: EventReport, admin_user: User
) -> None:
    assert services.ask_for_write_up(draft, branch, None, admin_user, "vi") == report
    assert EventReport.objects.count() == 1


def test_asked_about_an_event_it_stands_in_the_write_up(admin_user: User) -> None:
    event = make_event(days=-3)
    report = services.ask_for_write_up(None, event.branch, event, admin_user, "en")
    assert (report.event, report.place, report.day) == (event, event.place, event.day)
    assert (report.asked_by, report.link_opens) == (admin_user, True)


def test_what_was_sent_stands_in_paragraphs_in_its_own_language(report: EventReport) -> None:
    section = sent(
        report, language="es", heard="Más <sombra>.\n\n“Bancos” & agua.", our_reading="Hace calor.",
        follow_up="Pondremos toldos.",
    )  # fmt: skip
    assert section.source_language == "es"
    assert section.stored_text("body", "es") == (
        "<p>Más &lt;sombra&gt;.</p><p>“Bancos” &amp; agua.</p>"
        f"<h3>{said('How we read it', 'es')}</h3><p>Hace calor.</p>"
        f"<h3>{said('What we will do', 'es')}</h3><p>Pondremos toldos.</p>"
    )
    assert section.stored_text("body", "en") == ""


def test_sent_again_after_it_was_sent_back_it_says_the_new_words(report: EventReport) -> None:
    sent(report, heard="It's short")
    send_back(report.pk, "More?")
    assert sent(report, heard="Longer").stored_text("body", "en") == "<p>Longer</p>"


def test_what_an_editor_changed_stays_until_they_take_the_new_words(report: EventReport) -> None:
    section = sent(report, heard="Short")
    section.set_texts(body={"en": "<p>Edited</p>"})
    section.save()
    send_back(report.pk, "More?")
    section = sent(report, heard="Longer")
    assert section.stored_text("body", "en") == "<p>Edited</p>"
    assert services.has_newer_words(section)
    services.take_over(section)
    section.refresh_from_db()
    assert section.stored_text("body", "en") == "<p>Longer</p>"
    assert not services.has_newer_words(section)


def test_words_that_were_there_before_it_was_asked_stay(
    draft: Post, branch: Branch, admin_user: User
) -> None:
    make_section(draft, branch, 2)
    report = services.ask_for_write_up(draft, branch, None, admin_user, "vi")
    section = sent(report, heard="Từ ngoài vào", language="vi")
    assert section.stored_text("body", "vi") == "<p>Berryessa đã nghe</p>"
    assert services.has_newer_words(section)


def test_what_residents_read_already_is_not_changed_by_a_link(
    report: EventReport, draft: Post
) -> None:
    sent(report, heard="Published")
    send_back(report.pk, "One more thing?")
    Post.objects.update(published_at=timezone.now())
    section = sent(report, heard="Changed by a link")
    assert section.stored_text("body", "en") == "<p>Published</p>"
    assert services.has_newer_words(section)


def test_without_a_post_it_finds_the_newest_draft_about_its_day() -> None:
    older, newer = (
        make_period(date(2026, 1, 1), date(2026, 12, 31)),
        make_period(date(2026, 3, 1), date(2026, 5, 31)),
    )
    make_post("Older", period=older, published_at=None)
    post = make_post("Newer", period=newer, published_at=None)
    make_post("Out", period=newer)
    make_post("Other quarter", published_at=None)
    report = make_report(day=date(2026, 4, 2), place="PTA")
    assert sent(report, heard="Trees").post == post


def test_without_a_draft_about_its_day_it_waits_and_is_put_into_one(draft: Post) -> None:
    report = make_report(day=date(2026, 4, 2), heard="Trees")
    services.receive(report)
    assert not BranchSection.objects.filter(report=report).exists()
    report.refresh_from_db()
    assert services.put_into(draft, report)
    assert draft.sections.get(report=report).stored_text("body", "en") == "<p>Trees</p>"


def test_a_branch_s_other_write_up_is_not_driven_out(
    draft: Post, branch: Branch, report: EventReport
) -> None:
    other = make_report(branch, day=draft.period.starts_on, heard="Trees")
    services.receive(other)
    assert not services.put_into(draft, other)
    assert draft.sections.get(branch=branch).report == report


def test_words_of_a_link_make_the_demonstration_s_post_ours(
    draft: Post, report: EventReport
) -> None:
    Post.objects.update(is_demo=True)
    sent(report, heard="Real words")
    draft.refresh_from_db()
    assert not draft.is_demo
