"""The page of a post where its write-ups are asked for and come in."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from blog.messages_to_branches import link_of
from blog.models import BranchSection, Post
from blog.write_up_forms import AskForm
from blog.write_up_services import has_newer_words
from outreach.models import EventReport

from .post_pages import post_to_edit, render_page
from .write_up_pages import asked
from .write_ups import link_in_words, standing_of

if TYPE_CHECKING:
    from .posts import PostAdmin

PAGE = "blog_post_write_ups"


def write_ups(pages: "PostAdmin", request: HttpRequest, key: int) -> HttpResponse:
    post = post_to_edit(pages, request, key)
    form = AskForm(request.POST or None, post=post, initial={"language": post.source_language})
    if request.method == "POST" and not post.is_published and form.is_valid():
        return asked(pages, request, form, post)
    return render_page(
        pages,
        request,
        post,
        PAGE,
        title=_("Write-ups"),
        form=form,
        rows=[row(section) for section in asked_in(post)],
        waiting=EventReport.objects.sent().filter(section=None).select_related("branch"),
    )


def asked_in(post: Post) -> list[BranchSection]:
    sections = post.sections.exclude(report=None).order_by("position", "pk")
    return list(sections.select_related("branch", "report__branch", "post"))


def row(section: BranchSection) -> dict[str, object]:
    report = section.report
    assert report
    return {
        "report": report,
        "standing": standing_of(report),
        "until": link_in_words(report),
        "link": link_of(report) if report.link_opens and not report.is_sent else "",
        "has_newer_words": has_newer_words(section),
    }
