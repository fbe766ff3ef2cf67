from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .pictured import Picture, PicturedModel
from .publishing import DemonstrationModel
from .slugs import FormerSlug
from .texts import TranslatedModel

__all__ = ["FormerSlug", "Library", "Picture", "PicturedModel", "SignInTries", "User"]


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
