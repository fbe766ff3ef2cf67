from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PublishedQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(published_at__lte=timezone.now())

    def unpublished(self) -> Self:
        """Drafts, and what appears later by itself."""
        return self.filter(Q(published_at=None) | Q(published_at__gt=timezone.now()))


class PublishedModel(models.Model):
    published_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Empty: a draft. In the future: it appears by itself at that time."),
    )

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and self.published_at <= timezone.now()


class DemonstrationModel(models.Model):
    """Demonstration content is marked wherever it is shown and never counted with real content."""

    is_demo = models.BooleanField(_("demonstration"), default=False, editable=False)

    class Meta:
        abstract = True
