"""Addresses that stay: readable slugs, and a permanent redirect for each one that changed."""

import unicodedata
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.http import Http404
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


class SlugChanged(Exception):
    def __init__(self, slug: str) -> None:
        self.slug = slug


def readable_slug(text: str, length: int = 80) -> str:
    """`Đường hoa` becomes `duong-hoa`; Unicode has no decomposition for đ."""
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    return slugify(plain)[:length].rstrip("-")


def free_slug(model: type[models.Model], text: str) -> str:
    """A slug that no object has or had."""
    base = readable_slug(text) or "page"
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= set(
        FormerSlug.objects.filter(model=model._meta.label, slug__startswith=base).values_list(
            "slug", flat=True
        )
    )
    number = 2
    slug = base
    while slug in taken:
        slug = f"{base}-{number}"
        number += 1
    return slug


def wait_in_line(label: str) -> None:
    """Two rows made at once would find the same slug free; the second waits for the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [label])


class FormerSlug(models.Model):
    model = models.CharField(max_length=80)
    slug = models.SlugField(max_length=100)
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "slug"], name="former_slug_once")]

    def __str__(self) -> str:
        return self.slug


class SluggedModel(models.Model):
    reserved_slugs: ClassVar[set[str]] = set()

    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("The last part of the page's address. Left empty, it is made for you."),
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            wait_in_line(self._meta.label)
            self.slug = free_slug(type(self), self.slug_source())
        before = type(self)._base_manager.filter(pk=self.pk).values_list("slug", flat=True).first()
        super().save(*args, **kwargs)
        label = self._meta.label
        FormerSlug.objects.filter(model=label, slug=self.slug).delete()
        if before and before != self.slug:
            FormerSlug.objects.create(model=label, slug=before, object_id=self.pk)

    def clean(self) -> None:
        super().clean()
        former = FormerSlug.objects.filter(model=self._meta.label, slug=self.slug)
        if self.slug in self.reserved_slugs or former.exclude(object_id=self.pk).exists():
            raise ValidationError({"slug": _("This address is taken: a page has it or had it.")})

    def slug_source(self) -> str:
        return str(self)


def current_slug(model: type[models.Model], former: str) -> str | None:
    """Today's slug of whatever had this one before."""
    found = FormerSlug.objects.filter(model=model._meta.label, slug=former.replace("\0", ""))
    rows = model._default_manager.filter(pk__in=found.values("object_id"))
    return rows.values_list("slug", flat=True).first()


M = TypeVar("M", bound=SluggedModel)


def get_by_slug(queryset: models.QuerySet[M], slug: str) -> M:
    """The object that a reader may see, a redirect to its new address, or 404."""
    if found := queryset.filter(slug=slug).first():
        return found
    now = current_slug(queryset.model, slug)
    if now and queryset.filter(slug=now).exists():
        raise SlugChanged(now)
    raise Http404
