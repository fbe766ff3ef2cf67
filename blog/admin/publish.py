"""When a post is on the site, and what a reader would stumble over in it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from blog import publication
from blog.models import Post
from blog.stumbles import Stumble, stumbles
from engagement.core import dates
from engagement.core.staff_inputs import MomentField

from .post_pages import post_to_edit, render_page
from .preview import in_each_language

if TYPE_CHECKING:
    from .posts import PostAdmin


class PublishForm(forms.Form):
    NOW, AT, WITHDRAW = "now", "at", "withdraw"

    step = forms.ChoiceField(choices=[(step, step) for step in (NOW, AT, WITHDRAW)])
    moment = MomentField(label=gettext_lazy("Day and time"), required=False)

    def __init__(self, post: Post, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"moment": post.published_at}
        super().__init__(*args, **kwargs)
        self.post = post

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        step = cleaned.get("step")
        if step == self.AT and not cleaned.get("moment") and "moment" not in self.errors:
            self.add_error("moment", MomentField.INCOMPLETE)
        if step in {self.NOW, self.AT} and not self.post.text("title"):
            raise ValidationError(
                _("It has no title in the language that it was written in first. Please add one.")
            )
        return cleaned

    def take_step(self) -> bool:
        match self.cleaned_data["step"]:
            case self.NOW:
                return publication.publish_now(self.post)
            case self.AT:
                return publication.publish_at(self.post, self.cleaned_data["moment"])
            case _step:
                return publication.withdraw(self.post)


def publish(pages: "PostAdmin", request: HttpRequest, key: int) -> HttpResponse:
    post = post_to_edit(pages, request, key)
    form = PublishForm(post, request.POST if request.method == "POST" else None)
    found = stumbles(post)
    if form.is_valid():
        if form.take_step():
            pages.log_change(request, post, [{"changed": {"fields": ["publish at"]}}])
            post.refresh_from_db()
            say_done(request, post, found)
        else:
            messages.info(request, _("That had been done already; nothing has changed."))
        return redirect("admin:blog_post_publish", post.pk)
    post.refresh_from_db()
    context = {
        "form": form,
        "stumbles": found,
        "links": in_each_language(post.get_absolute_url()),
    }
    return render_page(pages, request, post, "blog_post_publish", **context)


def say_done(request: HttpRequest, post: Post, found: list[Stumble]) -> None:
    if post.published_at is None:
        messages.success(request, _("It is off the site. All of its words are kept here."))
        return
    messages.success(request, said_of(post, post.published_at))
    if found:
        warning = ngettext(
            "There is still %(number)s thing that a reader may stumble over; it is listed below.",
            "There are still %(number)s things that a reader may stumble over; they are listed "
            "below.",
            len(found),
        )
        messages.warning(request, warning % {"number": len(found)})


def said_of(post: Post, moment: datetime) -> str:
    if post.is_published:
        return _("It is on the site.")
    return _("On %(moment)s it will appear by itself.") % {"moment": dates.moment_in_words(moment)}
