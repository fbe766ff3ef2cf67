"""What an editor fills in about write-ups: asking for one, sending one back."""

from itertools import groupby
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from engagement.core import dates
from engagement.core.forms import as_typed
from outreach.models import Branch, Event

from .models import Post

NO_EVENT = _("None of these, or not known")


class EventChoiceField(forms.ModelChoiceField):
    """The latest events, each under its branch."""

    def grouped(self) -> list[tuple[str, Any]]:
        events = sorted(Event.objects.to_write_up(), key=lambda event: event.branch.name)
        groups = groupby(events, key=lambda event: event.branch.name)
        options = [(name, [(e.pk, in_words(e)) for e in branch]) for name, branch in groups]
        return [("", NO_EVENT), *options]


def in_words(event: Event) -> str:
    return f"{dates.day_in_words(event.day)}: {event.place}"


class AskForm(forms.Form):
    """An event says which branch it is; without one the branch is to be chosen."""

    branch = forms.ModelChoiceField(
        Branch.objects.by_name(),
        label=_("Branch library"),
        required=False,
        empty_label=_("Please choose"),
    )
    event = EventChoiceField(
        Event.objects.select_related("branch"),
        label=_("Event"),
        required=False,
        help_text=_("It is chosen on their page already; they can choose another."),
    )
    language = forms.ChoiceField(label=_("Language of the message"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, post: Post | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        branch: Any = self.fields["branch"]
        event: Any = self.fields["event"]
        if post:
            asked = post.sections.exclude(report=None).values("branch")
            branch.queryset = branch.queryset.exclude(pk__in=asked)
        event.choices = event.grouped()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        branch, event = cleaned.get("branch"), cleaned.get("event")
        if event and branch and event.branch_id != branch.pk:
            self.add_error("event", _("This is an event of %(branch)s.") % {"branch": event.branch})
        elif not (branch or self.errors):
            self.take_branch_of(event, cleaned)
        return cleaned

    def take_branch_of(self, event: Event | None, cleaned: dict[str, Any]) -> None:
        choices: Any = self.fields["branch"]
        if event is None:
            self.add_error("branch", _("Please choose a branch library, or an event."))
        elif not choices.queryset.filter(pk=event.branch_id).exists():
            self.add_error("event", _("This branch has been asked already."))
        else:
            cleaned["branch"] = event.branch


class SendBackForm(forms.Form):
    remark = forms.CharField(
        label=_("Your remark"),
        help_text=_("It stands on top of their page when they open the link."),
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Please say what is missing or what you ask.")},
        max_length=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser that silently cuts what is pasted would lose words.
        self.fields["remark"].widget.attrs.pop("maxlength", None)

    def clean_remark(self) -> str:
        return as_typed(self.cleaned_data["remark"])
