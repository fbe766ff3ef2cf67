"""Who changed what, for those who look after the site."""

from datetime import datetime, time, timedelta
from typing import Any

from auditlog.models import LogEntry
from django import forms
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from engagement.core.changes import entries, shown
from engagement.core.models import User
from engagement.core.staff_inputs import DayInput, refuse_mistyped_year

from .audited import AUDITED

CHANGES_ON_A_PAGE = 30


class KindField(forms.ModelChoiceField):
    def label_from_instance(self, kind: Any) -> str:
        return capfirst(str(kind.model_class()._meta.verbose_name))


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=DayInput, validators=[refuse_mistyped_year]
    )


class ChangesForm(forms.Form):
    person = forms.ModelChoiceField(
        label=_("Who"),
        required=False,
        empty_label=_("Everybody"),
        queryset=User.objects.filter(is_staff=True).order_by("last_name", "first_name", "username"),
    )
    kind = KindField(
        label=_("What"),
        required=False,
        empty_label=pgettext_lazy("kinds of things", "Everything"),
        queryset=ContentType.objects.all(),
    )
    first = day_field(pgettext_lazy("of a period", "First day"))
    last = day_field(pgettext_lazy("of a period", "Last day"))

    def __init__(self, *args: Any, kinds: QuerySet[ContentType], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        chosen: Any = self.fields["kind"]
        chosen.queryset = kinds

    def found(self) -> QuerySet[LogEntry]:
        chosen = self.cleaned_data if self.is_valid() else {}
        bounds = {
            "actor": chosen.get("person"),
            "content_type": chosen.get("kind"),
            "timestamp__gte": midnight(chosen.get("first")),
            "timestamp__lt": midnight(chosen.get("last"), days=1),
        }
        wanted = {name: value for name, value in bounds.items() if value is not None}
        return entries().filter(content_type__in=self.kinds).filter(**wanted)


def midnight(day: Any, days: int = 0) -> datetime | None:
    there = timezone.get_default_timezone()
    return day and datetime.combine(day + timedelta(days), time(), there)


def kinds_seen_by(request: HttpRequest) -> QuerySet[ContentType]:
    """Whoever may not read a kind of thing does not read its changes either."""
    pairs = [tuple(name.split(".")) for name in AUDITED]
    seen = [pair for pair in pairs if request.user.has_perm("{}.view_{}".format(*pair))]
    keys = [ContentType.objects.get_by_natural_key(*pair).pk for pair in seen]
    return ContentType.objects.filter(pk__in=keys)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Reached only by staff who are signed in (`staff_urls`)."""
    if not request.user.has_perm("auditlog.view_logentry"):
        raise PermissionDenied
    form = ChangesForm(request.GET, kinds=kinds_seen_by(request))
    page = Paginator(form.found(), CHANGES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _("Who changed what"),
        "form": form,
        "page": page,
        "changes": shown(page.object_list),
    }
    return render(request, "admin/changes.html", context)
