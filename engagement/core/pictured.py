"""Pictures, who may be recognized in them, and what carries one."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import pictures
from .publishing import DemonstrationModel
from .querysets import PictureQuerySet
from .texts import TranslatedModel


class Picture(DemonstrationModel, TranslatedModel):
    """A photograph that staff uploaded, or one of the drawings that come with the site."""

    class Consent(models.TextChoices):
        NOBODY = "nobody", _("Nobody can be recognized in it")
        RELEASE = (
            "release",
            _(
                "Everyone who can be recognized has given a written release; "
                "for anyone under 18, a parent has"
            ),
        )

    main_text = "alt"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    drawing = models.CharField(_("drawing"), max_length=40, choices=pictures.DRAWINGS, blank=True)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    alt = models.CharField(
        _("description"),
        max_length=300,
        blank=True,
        help_text=_("What a person who cannot see the picture should know."),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    consent = models.CharField(
        _("people in the photograph"), max_length=10, choices=Consent.choices, blank=True
    )
    # Nobody where it was said by whoever held a link, who has no account.
    consent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    consent_on = models.DateField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(
        pgettext_lazy("picture", "withdrawn"), null=True, editable=False
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("change_own_picture", "Can change own picture")]
        constraints = [
            models.CheckConstraint(
                condition=Q(consent="", consent_on=None)
                | Q(consent__gt="", consent_on__isnull=False),
                name="consent_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return super().__str__() or _("Picture %(number)s, without a description") % {
            "number": self.pk
        }

    def required_texts(self) -> tuple[str, ...]:
        """None: it is kept without a description, but shown only with one."""
        return ()

    @property
    def widths(self) -> list[int]:
        return pictures.widths_for(self.width)

    @property
    def is_shown(self) -> bool:
        return not self.obstacles

    @property
    def obstacles(self) -> list[Promise]:
        """What keeps it from readers: the rule of `PictureQuerySet.shown`, in words for staff."""
        found: list[tuple[Promise, Any]] = [
            (pgettext_lazy("picture", "withdrawn"), self.withdrawn_at),
            (_("photograph missing"), not (self.drawing or self.width)),
            (_("description missing"), not self.stored_text("alt", self.source_language)),
            (
                _("not said who can be recognized"),
                self.width and not (self.drawing or self.consent),
            ),
        ]
        return [words for words, stands in found if stands]

    def say_consent(self, consent: str, by: Any) -> None:
        self.consent = consent
        self.consent_by = by if consent else None
        self.consent_on = timezone.localdate() if consent else None

    def withdraw(self, by: Any) -> None:
        """Off every page, feed and address at once."""
        if self.withdrawn_at is None:
            self.set_withdrawn(timezone.now(), by)

    def restore(self) -> None:
        self.set_withdrawn(None, None)

    def set_withdrawn(self, at: datetime | None, by: Any) -> None:
        self.withdrawn_at, self.withdrawn_by = at, by
        self.save(update_fields=["withdrawn_at", "withdrawn_by"])

    def uses(self) -> list[models.Model]:
        """Whatever carries it, in any room."""
        return [
            row
            for relation in self._meta.related_objects
            for row in relation.related_model._default_manager.filter(**{relation.field.name: self})
        ]


class PicturedModel(models.Model):
    """Whatever carries a picture; readers get `shown_picture`, never the picture itself."""

    picture = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, verbose_name=_("picture")
    )

    class Meta:
        abstract = True

    @property
    def shown_picture(self) -> Picture | None:
        return self.picture if self.picture and self.picture.is_shown else None
