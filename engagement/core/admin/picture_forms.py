from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminRadioSelect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from engagement.core import services
from engagement.core.models import Picture, User
from engagement.core.picture_forms import (
    CONSENT_QUESTION,
    PHOTOGRAPH_HELP,
    PhotographField,
    ask_again_for_the_file,
)
from engagement.core.staff_forms import StaffForm

NOT_KNOWN_YET = ("", _("I do not know yet: keep the photograph, but do not show it"))


class PictureForm(StaffForm):
    """A photograph may be kept before it is described and released; then nobody else sees it."""

    upload = PhotographField(
        label=capfirst(_("photograph")), help_text=PHOTOGRAPH_HELP, required=False
    )
    consent = forms.ChoiceField(
        label=CONSENT_QUESTION,
        choices=[*Picture.Consent.choices, NOT_KNOWN_YET],
        required=False,
        widget=AdminRadioSelect({"class": "radiolist"}),
        help_text=_("A drawing needs no answer. A new photograph needs a new one."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload, drawing = cleaned.get("upload"), cleaned.get("drawing")
        if upload and drawing:
            self.add_error("drawing", _("Please choose a photograph or a drawing, not both."))
        if not (upload or drawing or self.instance.width or "upload" in self.errors):
            self.add_error("upload", _("Please choose a photograph here, or a drawing below."))
        ask_again_for_the_file(self)
        return cleaned

    def apply_to(self, picture: Picture, by: User) -> None:
        """What was said of the people in one photograph holds for no other."""
        if self.cleaned_data["upload"]:
            services.put_photograph(picture, self.cleaned_data["upload"])
        elif picture.drawing and picture.width:
            services.forget_photograph(picture)
        if "consent" in self.changed_data:
            picture.say_consent(self.cleaned_data["consent"] if picture.width else "", by)
