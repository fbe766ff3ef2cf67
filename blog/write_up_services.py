"""Write-ups become branch sections of a post, each step in one transaction."""

from datetime import timedelta
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override
from modeltranslation.utils import build_localized_fieldname

from engagement.core.models import User
from engagement.core.prose import ProseField
from engagement.core.slugs import wait_in_line
from outreach.models import Branch, Event, EventReport
from outreach.report_pictures import shown_pictures
from outreach.services import mark_sent

from .models import BranchSection, Post
from .services import add_sections, mark_changed

PRESSED_TWICE = timedelta(minutes=1)


@transaction.atomic
def ask_for_write_up(
    post: Post | None, branch: Branch, event: Event | None, by: User, language: str
) -> EventReport:
    """A branch speaks once a post: asked twice for the same one, it has one write-up."""
    wait_in_line(EventReport._meta.label)
    section = section_of(post, branch) if post else None
    before = section.report if section else asked_just_now(branch, event, by)
    if before:
        return before
    report = EventReport(branch=branch, asked_by=by, language=language)
    report.be_about(event)
    report.renew_link()
    report.save()
    if section:
        attach(section, report)
    return report


def asked_just_now(branch: Branch, event: Event | None, by: User) -> EventReport | None:
    """A button that was pressed twice has asked once."""
    since = timezone.now() - PRESSED_TWICE
    asked = EventReport.objects.filter(branch=branch, event=event, asked_by=by, asked_at__gte=since)
    return asked.filter(section=None, state=EventReport.State.ASKED).first()


def section_of(post: Post, branch: Branch) -> BranchSection:
    add_sections(post, [branch])
    return post.sections.get(branch=branch)


def attach(section: BranchSection, report: EventReport) -> None:
    section.report, section.report_body = report, ""
    section.save(update_fields=["report", "report_body"])


@transaction.atomic
def receive(report: EventReport) -> None:
    """Sent: its words go where residents will read them. Pressed twice, it is sent once."""
    report = EventReport.objects.select_for_update().get(pk=report.pk)
    if report.is_sent:
        return
    mark_sent(report)
    find_its_post(report)
    section = BranchSection.objects.filter(report=report).select_related("post").first()
    if section and may_fill(section, report):
        take_over(section)


def may_fill(section: BranchSection, report: EventReport) -> bool:
    """What an editor wrote, and what residents read already, is changed by an editor alone."""
    return not section.post.is_published and is_untouched(section, report.language)


def find_its_post(report: EventReport) -> None:
    """Asked for without a post, it goes into the newest draft that reports on its day."""
    if BranchSection.objects.filter(report=report).exists():
        return
    if post := Post.objects.drafts_about(report.day).first():
        put_into(post, report)


@transaction.atomic
def put_into(post: Post, report: EventReport) -> bool:
    """False if the branch has another write-up in this post, which is not driven out."""
    section = section_of(post, report.branch)
    if section.report_id not in {None, report.pk}:
        return False
    BranchSection.objects.filter(report=report).exclude(pk=section.pk).update(report=None)
    attach(section, report)
    if report.is_sent and may_fill(section, report):
        take_over(section)
    return True


def is_untouched(section: BranchSection, language: str) -> bool:
    """Whether nobody has written into it but a write-up: only then is it written over."""
    codes = {section.source_language, language}
    return {section.stored_text("body", code) for code in codes} <= {"", section.report_body}


def has_newer_words(section: BranchSection) -> bool:
    """Whether its write-up says something that the section was not made from."""
    report = section.report
    return bool(report and report.is_sent and body_of(report) != section.report_body)


@transaction.atomic
def take_over(section: BranchSection) -> None:
    report = cast(EventReport, section.report)
    section.report_body = body_of(report)
    section.source_language = report.language
    section.set_texts(body={report.language: section.report_body})
    section.attended, section.engaged = report.attended, report.engaged
    section.picture = section.picture or shown_pictures(report).first()
    section.save()
    if not report.is_demo:
        mark_changed(section.post_id)


def body_of(report: EventReport) -> str:
    """The words as paragraphs, as the section will store them."""
    with override(report.language):
        parts = [
            (None, report.heard),
            (_("How we read it"), report.our_reading),
            (_("What we will do"), report.follow_up),
        ]
        html = format_html_join("", "{}", ((part(*each),) for each in parts if each[1].strip()))
    column = build_localized_fieldname("body", report.language)
    return cast(ProseField, BranchSection._meta.get_field(column)).sanitize(html)


def part(heading: str | None, words: str) -> SafeString:
    title = format_html("<h3>{}</h3>", heading) if heading else SafeString()
    return title + paragraphs(words)


def paragraphs(words: str) -> SafeString:
    """A line is a paragraph: what is pasted from a mail or a list stays apart."""
    lines = (line.strip() for line in words.splitlines())
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines if line))
