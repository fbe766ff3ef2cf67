from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.core.models import PicturedModel
from engagement.core.pictures import DRAWINGS
from engagement.core.prose import ProseField
from engagement.core.publishing import DemonstrationModel
from engagement.core.texts import TranslatedModel

from .querysets import SectionQuerySet


class Section(PicturedModel, DemonstrationModel, TranslatedModel):
    """A part of the landing page. Each exists once; staff word it, picture it and may hide it."""

    class Key(models.TextChoices):
        HERO = "hero", pgettext_lazy("part of the landing page", "Opening")
        OUTREACH = "outreach", pgettext_lazy("part of the landing page", "Reaching out")
        SURVEY = "survey", pgettext_lazy("part of the landing page", "Survey")
        PLACES = "places", pgettext_lazy("part of the landing page", "Where you can find us")
        USES = "uses", pgettext_lazy("part of the landing page", "What happens with answers")
        DREAMS = "dreams", pgettext_lazy("part of the landing page", "Dreams for the city")
        POSTS = "posts", pgettext_lazy("part of the landing page", "What We Heard")

    key = models.CharField(
        _("part"), max_length=12, choices=Key.choices, unique=True, editable=False
    )
    is_shown = models.BooleanField(_("shown"), default=True)
    title = models.CharField(_("title"), max_length=160)
    body = ProseField(_("text"))
    call = models.CharField(_("words on the button"), max_length=80, blank=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of the landing page")
        verbose_name_plural = _("landing page")
        ordering = ("pk",)

    @classmethod
    def unfinished_in(cls, language: str) -> models.Q:
        """With the points in it."""
        items = SectionItem.objects.filter(SectionItem.unfinished_in(language))
        return super().unfinished_in(language) | models.Q(pk__in=items.values("section"))


class GlossaryTerm(TranslatedModel):
    """A word or phrase, and what the library has agreed to call it in each language."""

    main_text = "term"

    term = models.CharField(_("word or phrase"), max_length=120)
    note = models.CharField(
        _("note"),
        max_length=200,
        blank=True,
        help_text=_("Why, or which word not to use."),
    )

    class Meta:
        verbose_name = _("agreed word")
        verbose_name_plural = _("agreed words")
        ordering = ("term",)


class SectionItem(TranslatedModel):
    """An invitation, a kind of place, or a use of the answers."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(_("order"), default=1)
    title = models.CharField(_("title"), max_length=120)
    drawing = models.CharField(_("drawing"), max_length=40, choices=DRAWINGS, blank=True)
    detail = models.CharField(_("text"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ("section", "position", "pk")
