from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models
from django.db.models import Q
from modeltranslation.utils import build_localized_fieldname

from . import languages


def described() -> Q:
    """Its description stands in the language that was written first."""
    columns = {code: build_localized_fieldname("alt", code) for code in languages.CODES}
    stands = (Q(source_language=code, **{f"{column}__gt": ""}) for code, column in columns.items())
    return reduce(or_, stands)


def released() -> Q:
    """A drawing shows nobody; of a photograph it has been said who can be recognized."""
    return Q(drawing__gt="") | Q(width__gt=0, consent__gt="")


def may_be_shown() -> Q:
    return described() & released() & Q(withdrawn_at=None)


class PictureQuerySet(models.QuerySet):
    def shown(self) -> Self:
        """What readers may see; `Picture.obstacles` says the same of one, in words for staff."""
        return self.filter(may_be_shown())

    def waiting(self) -> Self:
        """Kept, but not shown until somebody adds what is missing."""
        return self.filter(withdrawn_at=None).exclude(described() & released())

    def withdrawn(self) -> Self:
        return self.filter(withdrawn_at__isnull=False)

    def seen_by(self, user: Any) -> Self:
        """What readers do not get, nobody else gets either who may not change it."""
        mine = self.changeable_by(user).order_by().values("pk")
        return self.filter(may_be_shown() | Q(pk__in=mine))

    def changeable_by(self, user: Any) -> Self:
        """All, or what the person uploaded themselves."""
        if user.has_perm("core.change_picture"):
            return self
        own = user.has_perm("core.change_own_picture")
        return self.filter(uploaded_by=user) if own else self.none()
