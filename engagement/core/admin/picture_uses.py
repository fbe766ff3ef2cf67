"""Where a picture is used, as far as a member of staff may know."""

from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from engagement.core.models import Picture


@dataclass(frozen=True)
class Use:
    """Without a name where this person may not see what it is."""

    kind: str
    name: str = ""
    address: str = ""


def uses_seen_by(request: HttpRequest, picture: Picture) -> list[Use]:
    return [use_seen_by(request, row) for row in picture.uses()]


def use_seen_by(request: HttpRequest, row: Model) -> Use:
    kind = capfirst(str(row._meta.verbose_name))
    model = type(row)
    if not admin.site.is_registered(model):
        return Use(kind)
    if not admin.site.get_model_admin(model).has_view_permission(request, row):
        return Use(kind)
    page = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return Use(kind, str(row), reverse(page, args=[row.pk]))
