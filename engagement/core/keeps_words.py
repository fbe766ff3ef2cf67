"""A page of one row that two people may have open: the second waits, is told, and keeps words."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from . import kept_words, shown_values
from .two_people import ComparedForm


def tell_of_merged(request: HttpRequest, forms: Iterable[Any]) -> None:
    for form in forms:
        if isinstance(form, ComparedForm) and form.merged:
            labels = shown_values.joined(map(form.label_of, form.merged))
            said = _("Meanwhile %(person)s has changed: %(fields)s. Both are kept.")
            words = {"person": conditional_escape(form.colleague), "fields": labels}
            messages.info(request, SafeString(said % words))


class KeepsWords(admin.ModelAdmin):
    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Of two people who save at once the second waits, and then sees what the first saved."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST" or not connection.in_atomic_block:
            return found
        rows = self.model._default_manager.select_for_update().filter(pk=found.pk)
        list(rows.order_by().values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        tell_of_merged(request, all_forms(form, formsets))
        super().save_related(request, form, formsets, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if request.method == "POST":
            formsets = [parts.formset for parts in context["inline_admin_formsets"]]
            tell_of_merged(request, all_forms(context["adminform"].form, formsets))
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Words for a row that was closed to this person while they wrote are shown to them."""
        try:
            return super().changeform_view(request, object_id, *args, **kwargs)
        except PermissionDenied:
            if object_id is None or not kept_words.typed(request):
                raise
            said = _("You may not change this any more. Please copy what you wrote.")
            return self.show_words(request, said, 403)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        if not kept_words.typed(request):
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]
        said = _("Someone has deleted this meanwhile. Please copy what you wrote.")
        return self.show_words(request, said, 404)

    def show_words(self, request: HttpRequest, said: str, status: int) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Not saved: your words are here"),
            "said": said,
            "words": kept_words.typed(request),
        }
        return render(request, "admin/words_kept.html", context, status=status)


def all_forms(form: Any, formsets: Iterable[Any]) -> list[Any]:
    return [form, *(part for formset in formsets for part in formset.initial_forms)]
