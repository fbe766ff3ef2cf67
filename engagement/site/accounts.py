"""A person's own account, and how they get into it without a password."""

import logging
from smtplib import SMTPException
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from engagement.core.models import User
from engagement.core.sign_in import address_of, begin_try, limits_for

from .account_forms import ForgottenPasswordForm, MyAccountForm
from .account_links import remind

log = logging.getLogger(__name__)


def page(request: HttpRequest, title: str, **context: Any) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": title, **context}
    return render(request, "admin/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_account(request: HttpRequest) -> HttpResponse:
    """Reached only by staff who are signed in (`staff_urls`)."""
    # A copy: what was typed must not appear in the head of a page with errors.
    person = User.objects.get(username=request.user.get_username())
    form = MyAccountForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        with override(person.language or None):
            messages.success(request, _("Your account has been changed."))
        return redirect("my_account")
    return page(request, _("My account"), form=form, button=_("Save"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """The same answer for every address: nobody learns here who has an account."""
    form = ForgottenPasswordForm(request.POST or None)
    if form.is_valid():
        send_links(form.cleaned_data["email"], address_of(request))
        return redirect("link_sent")
    said = _("Please type your e-mail. We will send you a link to choose a new password.")
    return page(request, _("Forgotten password?"), form=form, said=said, button=_("Send the link"))


def send_links(email: str, address: str) -> None:
    if begin_try(limits_for(f"link for {email}", address)):
        return
    for person in User.objects.filter(email__iexact=email, is_active=True, is_staff=True):
        try:
            remind(person)
        except (OSError, SMTPException) as error:
            log.error("A mail could not be sent: %s", type(error).__name__)


@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    said = _(
        "If there is an account for this e-mail, a link is on its way. "
        "If nothing comes, please look in the folder for unwanted mail, or ask your administrator."
    )
    return page(request, _("Please look into your mail"), said=said)


class ChoosePassword(PasswordResetConfirmView):
    template_name = "admin/choose_password.html"
    success_url = reverse_lazy("password_chosen")
    title = gettext_lazy("Choose a password")

    def get_user(self, uidb64: str) -> User | None:
        """No link opens an account that was closed meanwhile."""
        person = super().get_user(uidb64)
        return person if person and person.is_active and person.is_staff else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        site = admin.site.each_context(self.request)
        return {**site, **context, "title": self.title, "button": _("Save the password")}


@require_safe
def password_chosen(request: HttpRequest) -> HttpResponse:
    said = _("Your password is set. You can sign in now.")
    return page(request, _("Password chosen"), said=said, sign_in=True)
