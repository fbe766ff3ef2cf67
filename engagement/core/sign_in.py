"""Signing in, slowed down after failures: for an account, and for it from one address.

An address alone is never slowed down, because a whole branch shares one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .models import SignInTries

FIRST_WAIT = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(hours=12)


@dataclass(frozen=True)
class Limit:
    """So many tries are free; then the wait doubles with each, up to the longest."""

    free: int
    longest: timedelta

    def free_at(self, tries: SignInTries) -> datetime:
        if tries.failures < self.free:
            return tries.last_at
        doublings = min(tries.failures - self.free, 10)
        return tries.last_at + min(FIRST_WAIT * 2**doublings, self.longest)


FROM_ONE_ADDRESS = Limit(5, timedelta(minutes=15))
# Short, so that a stranger who guesses elsewhere cannot keep a person out for long.
FROM_EVERYWHERE = Limit(20, timedelta(minutes=2))


def address_of(request: HttpRequest | None) -> str:
    """Where https ends at a proxy, the last address of the header is the one that it saw."""
    if request is None:
        return ""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def digest(*parts: str) -> str:
    return salted_hmac("engagement.sign_in", "\n".join(parts), algorithm="sha256").hexdigest()


def limits_for(account: str, address: str) -> dict[str, Limit]:
    account = account.strip().casefold()
    return {digest(account, address): FROM_ONE_ADDRESS, digest(account): FROM_EVERYWHERE}


@transaction.atomic
def begin_try(limits: dict[str, Limit]) -> timedelta:
    """How long to wait still; if not at all, this try counts as failed until it succeeds.

    It is counted before the password is looked at, so that tries at once cannot slip through.
    """
    now = timezone.now()
    fresh = [SignInTries(key=key, last_at=now) for key in limits]
    SignInTries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    SignInTries.objects.bulk_create(fresh, ignore_conflicts=True)
    rows = list(SignInTries.objects.select_for_update().filter(key__in=limits).order_by("key"))
    wait = max(limits[row.key].free_at(row) - now for row in rows)
    if wait > timedelta(0):
        return wait
    for row in rows:
        row.failures, row.last_at = row.failures + 1, now
        row.save()
    return timedelta(0)


def forgive(account: str, address: str) -> None:
    """After a success: a person's own slips go, what was tried from elsewhere stays counted."""
    here, everywhere = limits_for(account, address)
    SignInTries.objects.filter(key=here).delete()
    SignInTries.objects.filter(key=everywhere, failures__gt=0).update(failures=F("failures") - 1)


class SignInForm(AdminAuthenticationForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("E-mail or username")

    def clean(self) -> dict[str, Any]:
        account, address = self.cleaned_data.get("username", ""), address_of(self.request)
        if not account or not self.cleaned_data.get("password"):
            return super().clean()
        if wait := begin_try(limits_for(account, address)):
            raise ValidationError(wait_in_words(wait), code="wait")
        cleaned = super().clean()
        forgive(account, address)
        return cleaned


def wait_in_words(wait: timedelta) -> str:
    minutes = ceil(wait / timedelta(minutes=1))
    message = ngettext(
        "This did not work several times. Please wait %(number)s minute, then try again.",
        "This did not work several times. Please wait %(number)s minutes, then try again.",
        minutes,
    )
    return message % {"number": minutes}
