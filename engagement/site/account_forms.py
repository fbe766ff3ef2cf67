from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from engagement.core.models import User
from engagement.core.slugs import wait_in_line
from engagement.core.staff_forms import StaffForm
from outreach.models import Branch

from .rights import BRANCH_STAFF, NAMES, TRANSLATOR


class MyAccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("first_name", "last_name", "language")


class ForgottenPasswordForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254)


class RolesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return str(NAMES.get(obj.name, obj.name))


class PersonForm(StaffForm):
    """A member of staff as an administrator sees them; their password is their own."""

    email = forms.EmailField(
        label=_("E-mail"), max_length=150, help_text=_("The person signs in with it.")
    )
    groups = RolesField(
        label=_("What they may do"),
        queryset=Group.objects.filter(name__in=NAMES).order_by("pk"),
        required=False,
    )
    branches = forms.ModelMultipleChoiceField(
        label=capfirst(_("branch libraries")),
        queryset=Branch.objects.by_name(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For branch staff: whose events, answers and texts they see."),
    )
    languages_translated = forms.MultipleChoiceField(
        label=capfirst(_("languages to translate into")),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For translators: the languages they write."),
    )

    class Meta:
        model = User
        fields = ("first_name", "last_name", "email", "language", "groups", "languages_translated")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["branches"] = self.instance.branches.all()

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        # Of two presses at once the second sees the first one's account.
        wait_in_line(User._meta.label)
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email) or others.filter(username__iexact=email):
            raise forms.ValidationError(_("There is an account with this e-mail already."))
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        roles = {group.name for group in cleaned.get("groups") or []}
        if BRANCH_STAFF in roles and not cleaned.get("branches"):
            self.add_error("branches", _("Please choose at least one branch library."))
        if TRANSLATOR in roles and not cleaned.get("languages_translated"):
            self.add_error("languages_translated", _("Please choose at least one language."))
        return cleaned
