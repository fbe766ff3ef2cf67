"""One photograph in a form, for whoever sends it: staff, or the holder of a link."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from . import pictures, services
from .forms import PublicForm
from .models import Picture, User

CONSENT_QUESTION = _("Who can be recognized in this photograph?")
PHOTOGRAPH_HELP = _("JPEG, PNG, WebP or AVIF, up to 20 MB. Where and when it was taken is removed.")


class PhotographField(forms.FileField):
    """Cleans to the picture itself, upright and stripped, in place of the file."""

    widget = forms.FileInput({"accept": ".jpg,.jpeg,.png,.webp,.avif"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        return pictures.open_photograph(file) if file else None


def ask_again_for_the_file(form: forms.BaseForm) -> None:
    """A browser keeps what was typed in a form that comes back, but not a chosen file."""
    if form.errors and form.cleaned_data.get("upload"):
        words = _("Please choose the photograph again: it could not be kept.")
        form.add_error("upload", ValidationError(words, code="again"))


class PhotographForm(PublicForm):
    """One photograph, what it shows, and who may be recognized: all three or nothing.

    Where it may be left out, give `empty_permitted=True` and save only if `has_changed()`.
    """

    upload = PhotographField(label=capfirst(_("photograph")), help_text=PHOTOGRAPH_HELP)
    alt = forms.CharField(
        label=_("What does it show?"),
        max_length=300,
        help_text=_("For people who cannot see it. One sentence is enough."),
    )
    consent = forms.ChoiceField(
        label=CONSENT_QUESTION,
        choices=Picture.Consent.choices,
        widget=forms.RadioSelect,
        help_text=_("If you do not know, please leave the photograph out."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        ask_again_for_the_file(self)
        return cleaned

    @transaction.atomic
    def save(self, language: str, by: User | None = None) -> Picture:
        """Described in `language`. Without `by`, whoever held the link said what is said here."""
        picture = Picture(source_language=language, uploaded_by=by)
        services.put_photograph(picture, self.cleaned_data["upload"])
        picture.set_texts(alt={language: self.cleaned_data["alt"]})
        picture.say_consent(self.cleaned_data["consent"], by)
        picture.save()
        return picture
