import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modeltranslation.utils import build_localized_fieldname

from engagement.core import dates
from engagement.core.prose import ProseField
from engagement.core.publishing import DemonstrationModel, PublishedModel
from engagement.core.slugs import SluggedModel
from engagement.core.texts import TranslatedModel
from outreach.models import Branch, Event, own_branch_permissions

from .querysets import AnswerQuerySet, QuestionVersionQuerySet, ResponseQuerySet, SurveyQuerySet


class Survey(DemonstrationModel, SluggedModel, TranslatedModel):
    """A set of questions in one or more versions, answered on one page."""

    title = models.CharField(_("title"), max_length=160)
    introduction = ProseField(_("introduction"))
    is_open = models.BooleanField(_("open"), default=False, editable=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ("-is_open", "slug")
        constraints = [
            models.UniqueConstraint(
                fields=["is_open"], condition=Q(is_open=True), name="one_survey_open"
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("surveys:survey_detail", args=[self.slug])

    @classmethod
    def unfinished_in(cls, language: str) -> Q:
        """With the questions of the newest version: older ones are no longer asked."""
        questions = Question.objects.filter(
            Question.unfinished_in(language), version__in=QuestionVersion.objects.newest()
        )
        return super().unfinished_in(language) | Q(pk__in=questions.values("version__survey"))

    def current_version(self) -> "QuestionVersion":
        """The questions asked now. A survey that residents can see has some."""
        return self.versions.published().newest_first()[0]


class QuestionVersion(PublishedModel):
    """The questions as they were asked. Frozen once published: answers belong to these words."""

    survey = models.ForeignKey(
        Survey, models.CASCADE, related_name="versions", verbose_name=_("survey")
    )
    number = models.PositiveIntegerField(_("version"), default=1, editable=False)

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("questions of a survey")
        verbose_name_plural = verbose_name
        ordering = ("survey", "-number")
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return _("%(survey)s, version %(number)s") % {
            "survey": self.survey,
            "number": self.number,
        }


class Question(TranslatedModel):
    class Kind(models.TextChoices):
        LONG = "long", _("Several lines")
        SHORT = "short", _("One line")

    main_text = "wording"

    version = models.ForeignKey(QuestionVersion, models.CASCADE, related_name="questions")
    position = models.PositiveIntegerField(_("order"), default=1)
    kind = models.CharField(_("room for"), max_length=8, choices=Kind.choices, default=Kind.LONG)
    wording = models.CharField(_("question"), max_length=300)
    hint = models.CharField(_("hint"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("version", "position", "pk")

    def clean(self) -> None:
        super().clean()
        if self.pk and self.version.is_published:
            self.check_frozen()

    def check_frozen(self) -> None:
        """What a resident may have read stays; only a missing translation can still be added."""
        stored = Question.objects.get(pk=self.pk)
        for field in self.translated_fields():
            for code, _name in settings.LANGUAGES:
                was_read = stored.state_of(field, code).is_read
                before = stored.stored_text(field, code)
                if was_read and before and before != self.stored_text(field, code):
                    message = _("This question has been asked already. Begin a new version.")
                    raise ValidationError({build_localized_fieldname(field, code): message})


class Response(DemonstrationModel):
    """One sitting or one note: what was said, on which day, in what way. Never by whom or when.

    The random key is made before a form is sent, so that the same form sent twice counts once.
    """

    class Channel(models.TextChoices):
        WEB = "web", pgettext_lazy("how it was said", "On the web")
        TABLET = "tablet", pgettext_lazy("how it was said", "On a tablet at an event")
        PAPER = "paper", pgettext_lazy("how it was said", "On paper")
        BOARD = "board", pgettext_lazy("how it was said", "A note on the board")
        SPOKEN = "spoken", pgettext_lazy("how it was said", "Said in passing, written by staff")

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(
        QuestionVersion, models.PROTECT, related_name="responses", verbose_name=_("questions")
    )
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, verbose_name=_("event"))
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, verbose_name=_("branch library")
    )
    channel = models.CharField(
        _("how it was said"), max_length=8, choices=Channel.choices, default=Channel.WEB
    )
    language = models.CharField(_("language"), max_length=8)
    day = models.DateField(_("day"))
    # Neither by whom nor when: an order of reading could lead back to an order of answering.
    is_read = models.BooleanField(default=False, editable=False)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer sheet")
        verbose_name_plural = _("answers")
        ordering = ("-day", "pk")
        permissions = own_branch_permissions("response", "view")

    def __str__(self) -> str:
        return f"{self.version} · {self.day}"


class Answer(models.Model):
    """A resident's words on one question, kept as they were said."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    words = models.TextField(_("words"))

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ("question__position",)
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="one_answer_a_question")
        ]
        permissions = [("black_out_answer", "Can black out identifying words")]

    def __str__(self) -> str:
        return str(self.key)


class BlackOut(models.Model):
    """That words of an answer were blacked out, by whom and why. Never the words."""

    class Reason(models.TextChoices):
        NAME = "name", pgettext_lazy("why words were blacked out", "A name")
        ADDRESS = "address", pgettext_lazy("why words were blacked out", "An address")
        CONTACT = "contact", pgettext_lazy("why words were blacked out", "A phone number or e-mail")
        STATUS = "status", pgettext_lazy("why words were blacked out", "Health or immigration")
        OTHER = "other", pgettext_lazy("why words were blacked out", "Something else")

    answer = models.ForeignKey(Answer, models.SET_NULL, null=True, related_name="black_outs")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    characters = models.PositiveIntegerField()
    reason = models.CharField(max_length=8, choices=Reason.choices)

    class Meta:
        verbose_name = _("blacked-out words")
        verbose_name_plural = verbose_name
        ordering = ("day", "pk")

    def __str__(self) -> str:
        return f"{self.get_reason_display()} · {self.day}"

    @property
    def day_in_words(self) -> str:
        return dates.day_in_words(self.day)
