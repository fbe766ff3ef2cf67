import uuid
from datetime import date
from typing import Any, ClassVar
from urllib.parse import quote

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.core import dates
from engagement.core.models import Picture
from engagement.core.pictures import DRAWINGS
from engagement.core.publishing import DemonstrationModel
from engagement.core.slugs import SluggedModel
from engagement.core.texts import Text, TranslatedModel, original_language

from .private_links import PrivateLinkModel
from .querysets import BranchQuerySet, EventQuerySet, EventReportQuerySet

# Letters and digits that nobody mistakes for one another on a poster.
CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 6


def own_branch_permissions(model: str, *actions: str) -> tuple[tuple[str, str], ...]:
    """Rights to rows of one's own branch alone, beside Django's rights to all rows."""
    return tuple((f"{action}_own_{model}", f"Can {action} own {model}") for action in actions)


def new_code() -> str:
    return get_random_string(CODE_LENGTH, CODE_ALPHABET)


class Branch(DemonstrationModel, SluggedModel):
    """A place of the library. Its name is the same in every language."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    address = models.CharField(_("street address"), max_length=200)
    city = models.CharField(_("city"), max_length=120)
    postal_code = models.CharField(_("ZIP code"), max_length=10)
    council_district = models.CharField(
        _("council district"),
        max_length=10,
        blank=True,
        help_text=_("Only where it has been confirmed."),
    )
    aliases = models.CharField(
        _("also written"), max_length=200, blank=True, help_text=_("Separated by semicolons.")
    )
    staff = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="branches", blank=True, editable=False
    )

    objects = BranchQuerySet.as_manager()

    class Meta:
        verbose_name = _("branch library")
        verbose_name_plural = _("branch libraries")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("site:branch_detail", args=[self.slug])

    @property
    def full_address(self) -> str:
        return f"{self.address}, {self.city} {self.postal_code}"


class EventKind(DemonstrationModel, SluggedModel, TranslatedModel):
    """What kind of place we go to; gives an event its title and words in every language."""

    main_text = "name"

    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title of such an event"), max_length=160)
    what_to_expect = models.TextField(_("what to expect"), blank=True)
    is_public = models.BooleanField(
        _("open to the public"), default=True, help_text=_("A start for new events of this kind.")
    )
    is_school = models.BooleanField(_("at a school"), default=False)
    drawing = models.CharField(
        _("drawing"),
        max_length=40,
        choices=DRAWINGS,
        blank=True,
        help_text=_("On the pages of such events. Empty: the question board."),
    )

    class Meta:
        verbose_name = _("kind of event")
        verbose_name_plural = _("kinds of event")
        ordering = ("slug",)

    def required_texts(self) -> tuple[str, ...]:
        return ("name", "title")


class Event(DemonstrationModel, SluggedModel, TranslatedModel):
    """The library's table at a place and a time. Its own words, if any, replace its kind's."""

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", pgettext_lazy("event", "As planned")
        MOVED = "moved", pgettext_lazy("event", "Moved")
        CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")

    reserved_slugs: ClassVar[set[str]] = {"past", "calendar"}
    FROM_KIND = ("title", "what_to_expect")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code on posters"), max_length=12, unique=True, default=new_code)
    kind = models.ForeignKey(EventKind, models.PROTECT, verbose_name=_("kind of event"))
    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="events", verbose_name=_("branch library")
    )
    title = models.CharField(_("title"), max_length=160, blank=True)
    what_to_expect = models.TextField(_("what to expect"), blank=True)
    starts_at = models.DateTimeField(_("starts"), db_index=True)
    ends_at = models.DateTimeField(_("ends"), db_index=True)
    place = models.CharField(_("place"), max_length=160)
    address = models.CharField(_("address of the place"), max_length=200, blank=True)
    languages_spoken = ArrayField(
        models.CharField(max_length=8),
        verbose_name=_("languages spoken by the staff there"),
        default=list,
        blank=True,
    )
    accessibility = models.TextField(
        _("getting in and around"),
        blank=True,
        help_text=_("Steps, seats, shade, restrooms, noise: what a visitor may need to know."),
    )
    is_public = models.BooleanField(
        _("open to the public"),
        default=True,
        help_text=_("If not, it is announced nowhere and has no page, but has a survey link."),
    )
    status = models.CharField(
        _("going ahead?"), max_length=12, choices=Status.choices, default=Status.SCHEDULED
    )
    notice = models.CharField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_("Shown to readers when the event is moved or cancelled."),
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("-starts_at",)
        permissions = own_branch_permissions("event", "view", "add", "change")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_later")
        ]

    def get_absolute_url(self) -> str:
        return reverse("outreach:event_detail", args=[self.slug])

    def text(self, field: str, language: str | None = None) -> Text:
        if field == "notice" and not self.is_changed:
            return Text("", self.source_language, language or self.source_language)
        if field in self.FROM_KIND and not self.stored_text(field, self.source_language):
            return self.kind.text(field, language)
        return super().text(field, language)

    def required_texts(self) -> tuple[str, ...]:
        return ()

    def slug_source(self) -> str:
        day = dates.local(self.starts_at).date().isoformat()
        return f"{self.kind.slug} {self.place[:50]} {day}"

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("An event ends after it starts.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A calendar takes up a change only if the revision rises."""
        if not self._state.adding:
            self.revision += 1
        super().save(*args, **kwargs)

    @property
    def drawing(self) -> str:
        return self.kind.drawing or "board"

    @property
    def day(self) -> date:
        return dates.local(self.starts_at).date()

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def is_held(self) -> bool:
        return self.starts_at <= timezone.now() and not self.is_cancelled

    @property
    def is_moved(self) -> bool:
        return self.status == self.Status.MOVED

    @property
    def is_changed(self) -> bool:
        return self.status != self.Status.SCHEDULED

    @property
    def directions_url(self) -> str:
        return settings.DIRECTIONS_URL.format(address=quote(self.address or self.place))


class EventReport(DemonstrationModel, PrivateLinkModel):
    """What a branch heard, as its staff typed it: asked for by the editor, sent in by a link."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("write-up", "Asked for")
        BEGUN = "begun", pgettext_lazy("write-up", "Begun")
        SENT = "sent", pgettext_lazy("write-up", "Sent")
        RETURNED = "returned", pgettext_lazy("write-up", "Sent back")

    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="reports", verbose_name=_("branch library")
    )
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, related_name="reports", verbose_name=_("event")
    )
    # Copied from the event, so that they outlive it.
    place = models.CharField(_("place"), max_length=160, blank=True)
    day = models.DateField(_("day"), null=True)
    language = models.CharField(
        _("written in"), max_length=8, choices=settings.LANGUAGES, default=original_language
    )
    attended = models.PositiveIntegerField(_("people at the event"), null=True)
    attended_not_counted = models.BooleanField(_("Not counted"), default=False)
    engaged = models.PositiveIntegerField(_("people spoken with"), null=True)
    engaged_not_counted = models.BooleanField(_("Not counted"), default=False)
    heard = models.TextField(_("what was heard"), blank=True)
    our_reading = models.TextField(_("how the branch reads it"), blank=True)
    follow_up = models.TextField(_("what the branch will do"), blank=True)
    pictures = models.ManyToManyField(Picture, verbose_name=_("pictures"), related_name="reports")

    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.ASKED, db_index=True
    )
    remark = models.TextField(_("remark"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    kept_at = models.DateTimeField(_("last written on"), null=True)
    sent_at = models.DateTimeField(_("sent on"), null=True)
    returned_at = models.DateTimeField(_("sent back on"), null=True)
    # Which open page wrote last: another one must not overwrite it unseen.
    version = models.PositiveIntegerField(default=0)
    sheet = models.UUIDField(null=True)

    objects = EventReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("write-up")
        verbose_name_plural = _("write-ups")
        ordering = ("-asked_at", "-pk")
        permissions = own_branch_permissions("eventreport", "view")

    def __str__(self) -> str:
        return f"{self.branch}: {self.place or '…'}"

    @property
    def is_sent(self) -> bool:
        return self.state == self.State.SENT

    @property
    def is_returned(self) -> bool:
        return self.state == self.State.RETURNED

    def be_about(self, event: Event | None) -> None:
        self.event = event
        if event:
            self.place, self.day = event.place, event.day

    def holds(self, words: dict[str, Any]) -> bool:
        """Whether it already says all this."""
        return all(getattr(self, name) == value for name, value in words.items())
