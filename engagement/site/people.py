"""People who work with the site: invited, given roles, closed; never deleted."""

from smtplib import SMTPException
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from engagement.core import dates, languages
from engagement.core.admin_base import StaffAdmin
from engagement.core.models import User

from .account_forms import PersonForm
from .account_links import invite
from .rights import NAMES


@admin.register(User)
class PersonAdmin(StaffAdmin):
    form = PersonForm
    list_display = ("__str__", "email", "roles", "of_branches", "into_languages", "account")
    list_filter = ("is_active",)
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("-is_active", "last_name", "first_name", "username")
    readonly_fields = ("account",)
    actions = ("close_accounts", "reopen_accounts", "send_invitations")
    fieldsets = [
        (_("Person"), {"fields": [("first_name", "last_name"), "email", "language", "account"]}),
        (_("What they may do"), {"fields": ["groups", "branches", "languages_translated"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("groups", "branches")

    def may_rewrite(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody takes over the account of someone who may do everything."""
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().may_rewrite(request, obj) and not above

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An account is closed instead, so that what the person did keeps its name."""
        return False

    @admin.display(description=_("What they may do"))
    def roles(self, person: User) -> str:
        if person.is_superuser:
            return str(_("Everything"))
        return dates.join_words([str(NAMES.get(g.name, g.name)) for g in person.groups.all()])

    @admin.display(description=_("branch libraries"))
    def of_branches(self, person: User) -> str:
        return dates.join_words([branch.name for branch in person.branches.all()])

    @admin.display(description=_("translates into"))
    def into_languages(self, person: User) -> str:
        codes = [code for code in languages.CODES if code in person.languages_translated]
        return dates.join_words([languages.NAMES[code] for code in codes])

    @admin.display(description=_("account"), ordering="is_active")
    def account(self, person: User) -> str:
        if person.pk is None:
            return str(_("The person gets a mail with a link to choose a password."))
        if not person.is_active:
            return str(_("Closed"))
        return str(_("Open") if person.has_usable_password() else _("Invited, not yet signed in"))

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        return form if obj is None or obj != request.user else keeping_roles(form)

    def save_model(
        self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool
    ) -> None:
        if not change:
            obj.is_staff = True
            obj.set_unusable_password()
        if not change or ("email" in form.changed_data and form.initial["email"] == obj.username):
            obj.username = obj.email
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        form.instance.branches.set(form.cleaned_data["branches"])

    def response_add(self, request: HttpRequest, obj: User, *args: Any) -> HttpResponse:
        self.send_to(request, [obj])
        return super().response_add(request, obj, *args)

    def response_change(self, request: HttpRequest, obj: User) -> HttpResponse:
        """The buttons below the form save it first, and then do what they say."""
        for step in self.actions:
            if f"_{step}" in request.POST:
                getattr(self, step)(request, User.objects.filter(pk=obj.pk))
                return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)

    def send_to(self, request: HttpRequest, people: list[User]) -> None:
        for person in people:
            words = {"person": person, "email": person.email}
            try:
                invite(person)
            except (OSError, SMTPException):
                said = _("The mail to %(person)s could not be sent. Please try again later.")
                messages.error(request, said % words)
            else:
                messages.success(request, _("A link is on its way to %(email)s.") % words)

    def changeable(self, request: HttpRequest, chosen: QuerySet) -> list[User]:
        """Of the chosen ones those whose account this person may touch, and never their own."""
        others = chosen.exclude(pk=request.user.pk)
        return [person for person in others if self.may_rewrite(request, person)]

    def set_open(self, request: HttpRequest, people: list[User], is_open: bool) -> None:
        for person in people:
            person.is_active = is_open
            person.save(update_fields=["is_active"])
            self.log_change(request, person, [{"changed": {"fields": [str(_("account"))]}}])

    @admin.action(description=_("Close this account"), permissions=["change"])
    def close_accounts(self, request: HttpRequest, queryset: QuerySet) -> None:
        people = self.changeable(request, queryset)
        self.set_open(request, people, False)
        said = ngettext(
            "%(number)s account is closed. Whoever was signed in with it is signed out.",
            "%(number)s accounts are closed. Whoever was signed in with them is signed out.",
            len(people),
        )
        messages.success(request, said % {"number": len(people)})

    @admin.action(description=_("Open this account again"), permissions=["change"])
    def reopen_accounts(self, request: HttpRequest, queryset: QuerySet) -> None:
        people = self.changeable(request, queryset)
        self.set_open(request, people, True)
        said = ngettext(
            "%(number)s account is open again.", "%(number)s accounts are open again.", len(people)
        )
        messages.success(request, said % {"number": len(people)})

    @admin.action(description=_("Send a link to choose a password"), permissions=["change"])
    def send_invitations(self, request: HttpRequest, queryset: QuerySet) -> None:
        people = self.changeable(request, queryset.filter(is_active=True).exclude(email=""))
        self.send_to(request, people)


def keeping_roles(form: type[forms.ModelForm]) -> type[forms.ModelForm]:
    """Nobody takes from themselves by mistake what they may do, or gives themselves more."""

    class OwnForm(form):  # type: ignore[valid-type,misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            if "groups" in self.fields:
                self.fields["groups"].disabled = True

    return OwnForm
