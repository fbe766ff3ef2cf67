"""A link that opens one thing to whoever has it, until a day; no account is asked for."""

from datetime import timedelta
from typing import Self

from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

LINK_DAYS = 14
DAYS_BEFORE_WARNING = 3


def new_nonce() -> str:
    return get_random_string(16)


def signer() -> Signer:
    return Signer(salt="outreach.private_links", sep=".")


class PrivateLinkQuerySet(models.QuerySet):
    def with_key(self, key: str) -> Self:
        """By the last part of a link, whether it still opens or not."""
        try:
            return self.filter(nonce=signer().unsign(key))
        except BadSignature:
            return self.none()


class PrivateLinkModel(models.Model):
    """The database holds half of the link: who reads a copy of it cannot make one."""

    nonce = models.CharField(max_length=32, unique=True, default=new_nonce, editable=False)
    link_until = models.DateField(_("the link works until"), null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def key(self) -> str:
        return signer().sign(self.nonce)

    @property
    def link_opens(self) -> bool:
        return self.link_until is not None and self.link_until >= timezone.localdate()

    @property
    def link_ends_soon(self) -> bool:
        last_days = timezone.localdate() + timedelta(days=DAYS_BEFORE_WARNING)
        return self.link_until is not None and self.link_opens and self.link_until <= last_days

    def renew_link(self) -> None:
        """The link that somebody already has works again."""
        self.link_until = timezone.localdate() + timedelta(days=LINK_DAYS)

    def revoke_link(self) -> None:
        """For good: what is made later is another link."""
        self.nonce, self.link_until = new_nonce(), None
