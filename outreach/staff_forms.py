from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from engagement.core import dates, languages
from engagement.core.staff_forms import StaffForm
from engagement.core.staff_inputs import ClockInput, DayInput, refuse_mistyped_year

from .models import Event


class EventForm(StaffForm):
    """A day and two times in place of two timestamps; the kind of event may supply the words."""

    day = forms.DateField(
        label=capfirst(_("day")), widget=DayInput, validators=[refuse_mistyped_year]
    )
    starts = forms.TimeField(label=capfirst(_("starts")), widget=ClockInput)
    ends = forms.TimeField(
        label=capfirst(_("ends")),
        widget=ClockInput,
        help_text=_("A time before the start is taken for the next day."),
    )
    languages_spoken = forms.MultipleChoiceField(
        label=capfirst(_("languages spoken by the staff there")),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.starts_at:
            self.initial = {**self.times(), **self.initial}
        self.offer_languages()
        for name in Event.FROM_KIND:
            self.say_where_text_comes_from(name)

    def times(self) -> dict[str, date | time]:
        starts, ends = dates.local(self.instance.starts_at), dates.local(self.instance.ends_at)
        return {"day": starts.date(), "starts": starts.time(), "ends": ends.time()}

    def offer_languages(self) -> None:
        field = self.fields.get("languages_spoken")
        if isinstance(field, forms.MultipleChoiceField):
            known = dict.fromkeys([*settings.SPOKEN_LANGUAGES, *self.instance.languages_spoken])
            field.choices = [(code, dates.language_name(code)) for code in known]

    def say_where_text_comes_from(self, name: str) -> None:
        for code in languages.CODES:
            if field := self.fields.get(build_localized_fieldname(name, code)):
                field.widget.attrs["placeholder"] = _("Left empty: as the kind of event says.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.set_times(cleaned)
        for name in Event.FROM_KIND:
            self.require_original(name, cleaned)
        return cleaned

    def set_times(self, cleaned: dict[str, Any]) -> None:
        day, starts, ends = (cleaned.get(name) for name in ("day", "starts", "ends"))
        if day is None or starts is None or ends is None:
            return
        if starts == ends:
            self.add_error("ends", _("An event ends after it starts."))
            return
        last_day = day + timedelta(days=1) if ends < starts else day
        starts_at = self.moment_of("starts", day, starts)
        ends_at = self.moment_of("ends", last_day, ends)
        if starts_at and ends_at:
            self.instance.starts_at, self.instance.ends_at = starts_at, ends_at

    def moment_of(self, name: str, day: date, clock: time) -> datetime | None:
        try:
            return dates.moment(day, clock)
        except ValidationError as error:
            self.add_error(name, error)
            return None

    def require_original(self, name: str, cleaned: dict[str, Any]) -> None:
        """Without an original the kind's words are shown, and a translation would be lost."""
        original = build_localized_fieldname(name, cleaned.get("source_language", ""))
        columns = [build_localized_fieldname(name, code) for code in languages.CODES]
        if original in columns and any(map(cleaned.get, columns)) and not cleaned.get(original):
            message = _("Please write this in the language you chose as the original.")
            self.add_error(original, message)
