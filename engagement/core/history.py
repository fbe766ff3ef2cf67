"""The history of one thing: the record of changes, for whoever may see the thing."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .changes import entries_about, shown

CHANGES_ON_A_PAGE = 30


class ShowsChanges(admin.ModelAdmin):
    def parts_of(self, instance: Any) -> list[QuerySet]:
        """The rows that are edited on the page of this one."""
        models = [inline.model for inline in self.inlines]
        return [
            model._default_manager.filter(**{_get_foreign_key(self.model, model).name: instance})
            for model in models
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        found = self.get_object(request, unquote(object_id))
        if found is None:
            gone: Any = self
            return gone._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, found):
            raise PermissionDenied
        entries = entries_about(found, self.parts_of(found))
        page = Paginator(entries, CHANGES_ON_A_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Who changed what"),
            "object": found,
            "opts": self.opts,
            "page": page,
            "changes": shown(page.object_list),
        }
        return render(request, "admin/object_history.html", context)
