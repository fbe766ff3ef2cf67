"""A form with a field of each kind and in each state; it is sent nowhere."""

from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.core import dates, languages
from engagement.core.forms import PublicForm
from engagement.core.staff_inputs import DayInput

F = TypeVar("F", bound=forms.Form)
# The marks that a Vietnamese typeface and a tight line clip first.
STACKED_MARKS = "Ẫ Ữ Ệ ự đ · ñ á ü"
QUESTIONS = ("with_hint", "with_words", "empty")


class WrongForm(PublicForm):
    """Filled in, and not as it was asked for."""

    prefix = "guide"

    with_hint = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    with_words = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    empty = forms.CharField()
    day = forms.DateField(label=_("Day"), widget=DayInput)
    spoken = forms.MultipleChoiceField(label=_("Language"), widget=forms.CheckboxSelectMultiple)
    written = forms.ChoiceField(label=_("written in"), widget=forms.RadioSelect)
    tick = forms.BooleanField(label=_("Not counted"), required=False)


def filled(form: type[F], questions: list[dict[str, Any]], code: str) -> F:
    made = form(data={"guide-with_words": STACKED_MARKS, "guide-written": code})
    for name, question in zip(QUESTIONS, questions, strict=False):
        made.fields[name].label = question["text"][code]
    made.fields["with_hint"].help_text = questions[0]["hint"][code]
    names = [(choice, dates.language_name(choice)) for choice in languages.CODES]
    for name in ("spoken", "written"):
        field = made.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = names
    return made


class FilterForm(PublicForm):
    branch = forms.ChoiceField(label=_("Branch library"), required=False)

    def __init__(self, *args: Any, choices: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["branch"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, name) for name in choices]
