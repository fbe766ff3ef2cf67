"""Remove the demonstration whole. What real content stands on is kept, unmarked and named."""

from django.db import models, transaction
from django.db.models import ProtectedError

from blog.models import Commitment, Period, Post
from engagement.core.audit import unrecorded
from engagement.core.models import Library, Picture
from engagement.site.models import Section
from engagement.site.services import complete_landing_page
from outreach.models import Branch, Event, EventKind, EventReport
from surveys.models import Response, Survey

# Whatever stands on another comes before it.
ORDER: list[type[models.Model]] = [
    Response, Commitment, Post, EventReport, Period, Section, Survey, Event, EventKind, Branch,
    Library,
]  # fmt: skip


@unrecorded()
@transaction.atomic
def remove() -> list[str]:
    """The names of what had to stay."""
    kept = [str(row) for model in ORDER for row in rows_that_stay(model)]
    Picture.objects.filter(is_demo=True, post=None, branchsection=None, section=None).delete()
    Picture.objects.filter(is_demo=True).update(is_demo=False)
    complete_landing_page()
    return kept


def rows_that_stay(model: type[models.Model]) -> list[models.Model]:
    return [row for row in model._default_manager.filter(is_demo=True) if not delete(row)]


def delete(row: models.Model) -> bool:
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        type(row)._default_manager.filter(pk=row.pk).update(is_demo=False)
        return False
    return True
