import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import pictures
from .publishing import DemonstrationModel
from .slugs import FormerSlug
from .texts import TranslatedModel

__all__ = ["FormerSlug", "Library", "Picture", "SignInTries", "User"]


class User(AbstractUser):
    """A member of staff. Residents have no accounts."""

    language = models.CharField(
        _("language of these pages"), max_length=8, choices=settings.LANGUAGES, blank=True
    )
    languages_translated = ArrayField(
        models.CharField(max_length=8, choices=settings.LANGUAGES),
        verbose_name=_("languages to translate into"),
        default=list,
        blank=True,
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [("translate", "May write texts in the languages they translate into")]

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class SignInTries(models.Model):
    """How often signing in failed of late, for an account or for it from one address.

    The key is a digest: neither a name nor an address is kept.
    """

    key = models.CharField(primary_key=True, max_length=64)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Library(DemonstrationModel, TranslatedModel):
    """Whose site this is: one row, read by every page."""

    main_text = "name"

    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    website = models.URLField(_("the library's own website"), blank=True)
    email = models.EmailField(
        _("e-mail for readers"),
        blank=True,
        help_text=_("For barriers, interpreters, large print and questions about privacy."),
    )

    class Meta:
        verbose_name = pgettext_lazy("whose site this is", "library")
        verbose_name_plural = verbose_name

    @classmethod
    def current(cls) -> "Library":
        """The library, or a nameless one while nothing has been set up."""
        if library := cls.objects.order_by("pk").first():
            return library
        unnamed = cls()
        setattr(unnamed, f"name_{unnamed.source_language}", str(_("The library")))
        return unnamed


class Picture(DemonstrationModel, TranslatedModel):
    """A photograph that staff uploaded, or one of the drawings that come with the site."""

    main_text = "alt"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    drawing = models.CharField(_("drawing"), max_length=40, choices=pictures.DRAWINGS, blank=True)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    alt = models.CharField(
        _("description"),
        max_length=300,
        help_text=_("What a person who cannot see the picture should know."),
    )

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def widths(self) -> list[int]:
        return pictures.widths_for(self.width)
