"""The message with the link, in each language, for the editor to copy into a mail."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagement.core.models import Library
from outreach.models import EventReport

from .models import Post


@dataclass(frozen=True)
class Message:
    language: str
    name: str
    subject: str
    body: str


def link_of(report: EventReport) -> str:
    """Under the site's own address, whatever the request says it is called."""
    return settings.PUBLIC_URL + reverse("write_up", args=[report.key])


def messages_for(report: EventReport, post: Post | None) -> list[Message]:
    library = Library.current()
    return [message(report, post, library, code, name) for code, name in settings.LANGUAGES]


def message(
    report: EventReport, post: Post | None, library: Library, code: str, name: str
) -> Message:
    with override(code):
        words = {"branch": report.branch, "post": post and post.text("title")}
        subject = (
            _("Write-up of %(branch)s for “%(post)s”") if post else _("Write-up of %(branch)s")
        ) % words
        context = {
            "report": report,
            "post": post,
            "link": link_of(report),
            "library": library.text("name"),
        }
        body = render_to_string("blog/write_up/message.txt", context)
    return Message(code, name, subject, body.strip())
