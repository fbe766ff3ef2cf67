"""The form by which a branch writes up what it heard: a phone, five minutes, no account."""

import re
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from engagement.core import dates
from engagement.core.admin_base import DayInput, refuse_mistyped_year
from engagement.core.forms import PublicForm, as_typed

from .models import Event, EventReport
from .services import Writing

MAX_LENGTH = 20_000
MOST_PEOPLE = 1_000_000
MOST_EVENTS = 6
ANOTHER_PLACE = "other"
# Three digits behind each mark: 1,200 and 1.200 and 1 200 are all twelve hundred.
GROUPED = re.compile(r"\d{1,3}([.,\s]\d{3})+")
TOO_LONG = _(
    "This is longer than we can keep: at most %(limit_value)d characters, and these are "
    "%(show_value)d. Please shorten it."
)


class TypedField(forms.CharField):
    """A colleague's words, kept as typed."""

    def __init__(self, most: int = MAX_LENGTH, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, **kwargs)
        # No maxlength attribute: a browser that silently cuts what is pasted would lose words.
        self.validators = [MaxLengthValidator(most, TOO_LONG)]

    def to_python(self, value: Any) -> str:
        return as_typed(value)


class CountField(forms.IntegerField):
    """A number of people, however its thousands are marked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            min_value=0,
            max_value=MOST_PEOPLE,
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={
                "invalid": _("Please write a number in digits, such as 40, or leave it empty.")
            },
            **kwargs,
        )

    def to_python(self, value: Any) -> int | None:
        typed = as_typed(value).strip()
        return super().to_python(re.sub(r"\D", "", typed) if GROUPED.fullmatch(typed) else typed)


class WriteUpForm(PublicForm):
    """Whatever can be stored is kept, however little; only sending asks for the whole."""

    COUNTS: ClassVar[tuple[str, ...]] = ("attended", "engaged")

    sheet = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    where = forms.ChoiceField(
        label=_("Where was it?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("This event is no longer in the list. Please choose again.")
        },
    )
    place = TypedField(most=160, label=_("Name of the place"))
    day = forms.DateField(
        label=_("Day"), required=False, widget=DayInput, validators=[refuse_mistyped_year]
    )
    heard = TypedField(
        label=_("What did you hear?"),
        help_text=_(
            "Short sentences or a list, as people said it. If you have it already, paste it here. "
            "Please name no neighbor."
        ),
        widget=forms.Textarea({"rows": 8}),
    )
    language = forms.ChoiceField(
        label=_("You are writing in"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.RadioSelect,
    )
    attended = CountField(
        label=_("How many people were at the event?"),
        help_text=_("All who came, not only to your table. A good guess will do."),
    )
    attended_not_counted = forms.BooleanField(label=_("Not counted"), required=False)
    engaged = CountField(
        label=_("How many people did you speak with?"),
        help_text=_("At your table or your board."),
    )
    engaged_not_counted = forms.BooleanField(label=_("Not counted"), required=False)
    our_reading = TypedField(
        label=_("How do you read it?"),
        help_text=_("What you make of what you heard."),
        widget=forms.Textarea({"rows": 4}),
    )
    follow_up = TypedField(
        label=_("What will your branch do?"),
        help_text=_("Best with a day by when. It will be read as a promise."),
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, report: EventReport, *args: Any, sending: bool = False, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.report, self.sending = report, sending
        self.events = {str(event.pk): event for event in events_for(report)}
        where: Any = self.fields["where"]
        where.choices = [
            *((key, event_in_words(event)) for key, event in self.events.items()),
            (ANOTHER_PLACE, _("Another place")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        # A page cut short on its way is no fault of whoever typed on it.
        for name in ("sheet", "version"):
            self.errors.pop(name, None)
        if self.sending:
            self.require_place(cleaned)
            self.require_words(cleaned)
            self.check_counts(cleaned)
        return cleaned

    def require_place(self, cleaned: dict[str, Any]) -> None:
        if "where" in self.errors:
            return
        if not cleaned.get("where"):
            self.add_error("where", _("Please choose where it was."))
        elif cleaned["where"] == ANOTHER_PLACE:
            self.require_another_place(cleaned)

    def require_another_place(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("place", "-").strip():
            self.add_error("place", _("Please write the name of the place."))
        if "day" not in self.errors:
            self.require_day(cleaned.get("day"))

    def require_day(self, day: date | None) -> None:
        if day is None:
            self.add_error("day", _("Please choose the day."))
        elif day > timezone.localdate():
            self.add_error("day", _("This day is still to come. Please check it."))

    def require_words(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("heard", "-").strip():
            self.add_error("heard", _("Please write what you heard. A sentence will do."))

    def check_counts(self, cleaned: dict[str, Any]) -> None:
        for name in self.COUNTS:
            if cleaned.get(name) is not None and cleaned.get(f"{name}_not_counted"):
                self.add_error(
                    name, _("Here is a number and “not counted” as well. Please keep one of them.")
                )
        attended, engaged = (cleaned.get(name) for name in self.COUNTS)
        if attended is not None and engaged is not None and engaged > attended:
            self.add_error(
                "engaged",
                _("You spoke with more people than were there? Please look at both numbers."),
            )

    def writing(self) -> Writing:
        """What can be stored; a field with a fault stays as it was stored before."""
        cleaned = self.cleaned_data
        return Writing(
            sheet=cleaned.get("sheet") or uuid.uuid4(),
            version=-1 if cleaned.get("version") is None else cleaned["version"],
            words=self.words(),
        )

    def words(self) -> dict[str, Any]:
        told_elsewhere = {"sheet", "version", "where", "place", "day"}
        words = {n: v for n, v in self.cleaned_data.items() if n not in told_elsewhere}
        if not words.get("language"):
            words.pop("language", None)
        return {**words, **self.place_and_day()}

    def place_and_day(self) -> dict[str, Any]:
        """Nothing if the event is gone: where and when it was stays written down."""
        if "where" not in self.cleaned_data:
            return {}
        if event := self.events.get(self.cleaned_data["where"]):
            return {"event_id": event.pk, "place": event.place, "day": event.day}
        typed = {n: v for n, v in self.cleaned_data.items() if n in {"place", "day"}}
        return {"event_id": None, **typed}

    def set_version(self, number: int) -> None:
        sheet = self.cleaned_data.get("sheet") or uuid.uuid4()
        self.data = {**self.typed, "version": str(number), "sheet": str(sheet)}

    @property
    def typed(self) -> dict[str, Any]:
        return {name: self.data[name] for name in self.fields if name in self.data}


def events_for(report: EventReport) -> Iterable[Event]:
    """The branch's latest events, and the one that was asked about wherever it stands."""
    latest = list(Event.objects.to_write_up().filter(branch=report.branch_id)[:MOST_EVENTS])
    asked = report.event
    return latest if asked is None or asked in latest else [asked, *latest]


def event_in_words(event: Event) -> SafeString:
    day = dates.day_in_words(event.day)
    return format_html("<span>{}<br>{}, {}</span>", day, event.text("title").html, event.place)


def stored(report: EventReport) -> dict[str, Any]:
    """The form as it was kept last."""
    names = [name for name in WriteUpForm.base_fields if hasattr(report, name)]
    values = {name: getattr(report, name) for name in names}
    if report.event_id:
        values |= {"place": "", "day": None}
    return {**values, "sheet": uuid.uuid4(), "where": where_of(report)}


def where_of(report: EventReport) -> str:
    if report.event_id:
        return str(report.event_id)
    return ANOTHER_PLACE if report.place or report.day else ""
