"""Who changed what: the rows that are followed, and who is written down as the one who did it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from auditlog.context import disable_auditlog, set_actor
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from modeltranslation.manager import get_translatable_fields_for_model

__all__ = ["acting", "actor", "follow", "unrecorded", "who_changed"]

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
# Keys, secrets, what the site keeps for itself, and what the record itself says.
NOT_RECORDED = {
    "id", "key", "nonce", "preview_key", "password", "last_login", "date_joined", "is_demo",
    "is_staff", "version", "sheet", "kept_at", "report_body", "updated_at", "uid", "revision",
    "width", "height", "consent_by", "consent_on", "withdrawn_by", "reviews",
}  # fmt: skip

unrecorded = disable_auditlog


def recorded(field: Any, originals: list[str]) -> bool:
    """A translated field is recorded by its columns, one a language."""
    return field.concrete and field.name not in NOT_RECORDED and field.name not in originals


def follow(model: type[Model]) -> None:
    originals = get_translatable_fields_for_model(model) or []
    fields = model._meta.get_fields()
    auditlog.register(
        model,
        exclude_fields=[field.name for field in fields if not recorded(field, originals)],
        m2m_fields={field.name for field in model._meta.many_to_many},
    )


_actor: ContextVar[Any] = ContextVar("actor", default=None)


@contextmanager
def acting(request: HttpRequest) -> Iterator[None]:
    """Whoever is signed in is named; no address of a device is kept."""
    if request.method in SAFE_METHODS:
        yield
        return
    before = _actor.set(request.user)
    try:
        with set_actor(request.user):
            yield
    finally:
        _actor.reset(before)


def actor() -> Any:
    """Whoever is changing something on a staff page, or None where no person is."""
    person = _actor.get()
    return person if person is not None and person.is_authenticated else None


def who_changed(row: Model) -> str:
    """Whoever did so last, if that is known."""
    entries = LogEntry.objects.get_for_object(row).exclude(actor=None).select_related("actor")
    last = entries.first()
    return str(last.actor) if last else _("A colleague")
