from typing import Any, cast

from django import forms
from django.conf import settings
from django.db.models import CharField
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from engagement.core import languages
from engagement.core.seasons import Season
from engagement.core.staff_inputs import ColumnLabel, DayInput, refuse_mistyped_year
from outreach.models import Branch

from .models import Period, Post

TEXTS: list[tuple[str, type[Period] | type[Post]]] = [("label", Period), ("title", Post)]


class QuarterForm(forms.Form):
    """Any day of the season to report on, as in an address."""

    day = forms.DateField(validators=[refuse_mistyped_year])


class StartForm(forms.Form):
    """A quarter's name and span and its post's title, proposed and all open to change."""

    source_language = forms.ChoiceField(
        label=capfirst(_("written first in")), choices=settings.LANGUAGES
    )
    starts_on, ends_on = (
        forms.DateField(label=label, widget=DayInput, validators=[refuse_mistyped_year])
        for label in (capfirst(_("first day")), capfirst(_("last day")))
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in TEXTS:
            for code in languages.CODES:
                self.fields[build_localized_fieldname(name, code)] = text_field(model, name, code)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is not before the first."))
        for name, _model in TEXTS:
            self.require_original(
                build_localized_fieldname(name, cleaned.get("source_language", ""))
            )
        return cleaned

    def require_original(self, column: str) -> None:
        if (
            column in self.fields
            and not self.cleaned_data.get(column)
            and column not in self.errors
        ):
            message = _("Please write this in the language you chose as the original.")
            self.add_error(column, message)

    def period(self) -> Period:
        days = {name: self.cleaned_data[name] for name in ("starts_on", "ends_on")}
        period = Period(source_language=self.cleaned_data["source_language"], **days)
        period.set_texts(label=self.texts("label"))
        return period

    def post(self) -> Post:
        post = Post(source_language=self.cleaned_data["source_language"])
        post.set_texts(title=self.texts("title"))
        return post

    def texts(self, name: str) -> dict[str, str]:
        return {
            code: self.cleaned_data[build_localized_fieldname(name, code)]
            for code in languages.CODES
        }


def text_field(model: type[Period] | type[Post], name: str, code: str) -> forms.CharField:
    field = cast(CharField, model._meta.get_field(name))
    return forms.CharField(
        label=ColumnLabel(capfirst(str(field.verbose_name)), code),
        max_length=field.max_length,
        required=False,
        widget=forms.TextInput({"class": "vTextField", "lang": code, "maxlength": None}),
    )


def proposal(season: Season) -> dict[str, Any]:
    """What the form starts with: the names of a stored period of that span, else the season's."""
    days = {"starts_on": season.first_day, "ends_on": season.last_day}
    stored = Period.objects.filter(**days).order_by("is_demo", "pk").first() or Period()
    texts = {}
    for code in languages.CODES:
        label = stored.stored_text("label", code) or season.name(code)
        texts[build_localized_fieldname("label", code)] = label
        texts[build_localized_fieldname("title", code)] = what_we_heard(label, code)
    return {"source_language": settings.LANGUAGE_CODE, **days, **texts}


def what_we_heard(label: str, code: str) -> str:
    with override(code):
        return f"{gettext('What We Heard')}: {label}"


class BranchChoiceForm(forms.Form):
    branches = forms.ModelMultipleChoiceField(
        Branch.objects.by_name(),
        error_messages={
            "required": _("Please choose at least one branch library."),
            "invalid_choice": _("Please choose from the branch libraries below."),
            "invalid_pk_value": _("Please choose from the branch libraries below."),
        },
    )


class PlaceForm(forms.Form):
    """Where a section goes, counted from 1."""

    position = forms.IntegerField(min_value=1)
