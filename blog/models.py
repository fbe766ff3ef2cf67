from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from engagement.core.models import PicturedModel
from engagement.core.prose import ProseField, plain
from engagement.core.publishing import DemonstrationModel, PublishedModel
from engagement.core.reviews import is_reviewed
from engagement.core.slugs import SluggedModel
from engagement.core.texts import TranslatedModel, is_empty
from outreach.models import Branch, EventReport, own_branch_permissions

from .querysets import CommitmentQuerySet, PostQuerySet


class Period(DemonstrationModel, TranslatedModel):
    """The quarter reported on, with its own name; never derived from a publication date."""

    main_text = "label"

    label = models.CharField(_("name, as in “Winter 2024–25”"), max_length=80)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("period reported on")
        verbose_name_plural = _("periods reported on")
        ordering = ("-starts_on",)
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="period_ends_later"
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day is not before the first.")})


def new_preview_key() -> str:
    return get_random_string(8)


class Post(PicturedModel, DemonstrationModel, PublishedModel, SluggedModel, TranslatedModel):
    """What We Heard: opens with *In short*, then the branches speak."""

    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(
        _("summary"), max_length=400, blank=True, help_text=_("One or two sentences, for lists.")
    )
    byline = models.CharField(
        _("byline"), max_length=120, blank=True, help_text=_("A role, such as “Outreach team”.")
    )
    in_short = ProseField(
        _("in short"),
        help_text=_("About 120 words: what we heard, what we promised, what is next."),
    )
    introduction = ProseField(_("introduction"))
    period = models.ForeignKey(
        Period, models.PROTECT, related_name="posts", verbose_name=_("period reported on")
    )
    # Part of every link to its preview: a new one makes the old links useless.
    preview_key = models.CharField(max_length=8, default=new_preview_key, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("What We Heard post")
        verbose_name_plural = _("What We Heard posts")
        ordering = (F("published_at").desc(nulls_first=True), "-pk")

    def get_absolute_url(self) -> str:
        return reverse("blog:post_detail", args=[self.slug])


class BranchSection(PicturedModel, TranslatedModel):
    """What one branch heard, in its own voice."""

    main_text = "body"

    post = models.ForeignKey(Post, models.CASCADE, related_name="sections", verbose_name=_("post"))
    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="sections", verbose_name=_("branch library")
    )
    position = models.PositiveIntegerField(_("order"), default=1)
    body = ProseField(_("what the branch heard"))
    attended = models.PositiveIntegerField(
        _("people at the event"), null=True, blank=True, help_text=_("Left empty: not counted.")
    )
    engaged = models.PositiveIntegerField(
        _("people spoken with"),
        null=True,
        blank=True,
        help_text=_("Left empty: not counted. Notes on a board are not people."),
    )
    report = models.OneToOneField(
        EventReport,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="section",
        verbose_name=_("write-up"),
    )
    # The body as it last came from the report: a body that differs has been edited since.
    report_body = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("branch section")
        verbose_name_plural = _("branch sections")
        ordering = ("post", "position", "pk")
        permissions = own_branch_permissions("branchsection", "view", "change")
        constraints = [
            models.UniqueConstraint(fields=["post", "branch"], name="branch_speaks_once_a_post")
        ]

    def __str__(self) -> str:
        return f"{self.branch}: {self.post}"

    @property
    def people(self) -> bool:
        """Whether any were counted."""
        return self.attended is not None or self.engaged is not None

    @classmethod
    def unfinished_in(cls, language: str) -> Q:
        quotes = PullQuote.objects.filter(PullQuote.unfinished_in(language))
        return super().unfinished_in(language) | Q(pk__in=quotes.values("section"))


class PullQuote(TranslatedModel):
    """What a neighbor wrote, word for word, set apart in a section; the translation stands beside.

    `said_in` is any language, not only one of the site's.
    """

    main_text = "meaning"

    section = models.ForeignKey(BranchSection, models.CASCADE, related_name="quotes")
    said = models.CharField(
        _("as it was written"),
        max_length=300,
        help_text=_(
            "Word for word from a note, a card or the survey, without anything that tells "
            "who wrote it. A remark that staff wrote down is not quoted."
        ),
    )
    said_in = models.CharField(_("language it was written in"), max_length=8)
    meaning = models.CharField(
        _("translation"),
        max_length=300,
        blank=True,
        help_text=_("Not needed in the language in which it was written."),
    )

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.said

    def required_texts(self) -> tuple[str, ...]:
        """None: who cannot read it is told so, and gets the words themselves."""
        return ()

    def language_of_original(self, field: str) -> str:
        return self.said_in

    def original(self, field: str) -> str:
        return self.said

    @property
    def is_foreign(self) -> bool:
        return self.said_in != get_language()

    @property
    def meaning_here(self) -> str:
        """In the reader's language, or nothing: a translation of a translation helps nobody."""
        language = get_language() or self.source_language
        is_read = self.state_of("meaning", language).is_read
        return self.stored_text("meaning", language) if is_read else ""

    @property
    def repeats_the_text(self) -> bool:
        """Whether a screen reader would say the same words twice."""
        return self.said in plain(self.section.text("body").value)

    @classmethod
    def unfinished_in(cls, language: str) -> Q:
        column = build_localized_fieldname("meaning", language)
        return ~Q(said_in=language) & (is_empty(column) | ~is_reviewed(column, "said"))


class Commitment(DemonstrationModel, TranslatedModel):
    """What the library promised its neighbors; it comes back to staff until it is closed."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("promise", "Not done yet")
        KEPT = "kept", pgettext_lazy("promise", "Done")
        DROPPED = "dropped", pgettext_lazy("promise", "Will not be done")

    main_text = "promise"

    promise = models.CharField(_("promise"), max_length=300)
    branch = models.ForeignKey(
        Branch,
        models.PROTECT,
        related_name="commitments",
        null=True,
        blank=True,
        verbose_name=_("branch library"),
        help_text=_("Empty: the whole library promised it."),
    )
    post = models.ForeignKey(
        Post,
        models.SET_NULL,
        related_name="commitments",
        null=True,
        blank=True,
        verbose_name=_("promised in"),
    )
    due_on = models.DateField(_("due on"), db_index=True)
    state = models.CharField(
        _("what became of it"), max_length=8, choices=State.choices, default=State.OPEN
    )
    outcome = models.CharField(
        _("what we did"),
        max_length=600,
        blank=True,
        help_text=_("What neighbors can see of it now, or why it will not be done."),
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        ordering = ("due_on", "pk")
        permissions = own_branch_permissions("commitment", "view", "change")

    def required_texts(self) -> tuple[str, ...]:
        """Whoever closes a promise says what came of it."""
        return ("promise",) if self.state == self.State.OPEN else ("promise", "outcome")
