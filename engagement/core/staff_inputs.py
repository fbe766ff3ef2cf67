"""How staff type a day, a time and a text in one of the languages."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget

from . import dates, languages
from .prose import words_in

YEARS = range(1900, 2100)


def refuse_mistyped_year(value: date) -> None:
    """A year such as 20026 or 0203; PostgreSQL and Python disagree about those far away."""
    if value.year not in YEARS:
        raise ValidationError(_("Please check the year."))


class DayInput(forms.DateInput):
    """The browser's own calendar, which speaks the language of the person's device."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DayAndClockInput(forms.SplitDateTimeWidget):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts = [DayInput({"aria-label": _("Day")}), ClockInput({"aria-label": _("Time")})]
        forms.MultiWidget.__init__(self, parts, attrs)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


class MomentField(forms.MultiValueField):
    """A day and a time on the library's clocks."""

    widget = DayAndClockInput
    INCOMPLETE = _("Please choose a day and a time.")

    def __init__(self, **kwargs: Any) -> None:
        parts = (forms.DateField(validators=[refuse_mistyped_year]), forms.TimeField())
        super().__init__(parts, **kwargs)

    def compress(self, data_list: list[Any]) -> datetime | None:
        if not data_list:
            return None
        if None in data_list:
            raise ValidationError(self.INCOMPLETE)
        return dates.moment(*data_list)


class ColumnLabel(str):
    """“Title (Español)” as plain text; on a page the language's name is marked with its `lang`."""

    markup: SafeString

    def __new__(cls, label: str, code: str) -> "ColumnLabel":
        made = super().__new__(cls, f"{label} ({languages.NAMES[code]})")
        made.markup = format_html(
            '{} <span class="language" lang="{}">{}</span>', label, code, languages.NAMES[code]
        )
        return made

    def __html__(self) -> SafeString:
        return self.markup


class EditorInLanguage(AdminProseEditorWidget):
    """The editor writes into a part of its own, which takes the language from around it."""

    def render(self, name: str, value: Any, *args: Any, **kwargs: Any) -> SafeString:
        return format_html(
            '<div class="editor" lang="{}">{}</div>'
            '<p class="word-count">{} <span data-word-count>{}</span></p>',
            self.attrs["lang"],
            super().render(name, value, *args, **kwargs),
            _("Words:"),
            words_in(value or ""),
        )


class WrappingInput(AdminTextareaWidget):
    """One line that wraps in a narrow column; breaks of the line are no part of the text."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 2, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return value and " ".join(value.splitlines())
