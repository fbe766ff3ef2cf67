"""Staff pages of rows that belong to a branch: branch staff get those of their own branches."""

from typing import Any

from django import forms
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest

from engagement.core.admin_base import StaffFields, person

from .models import Branch


def own_branches(request: HttpRequest) -> QuerySet[Branch]:
    return Branch.objects.filter(staff=person(request))


class OwnBranchFields(StaffFields):
    """Django's own rights open every row; `<action>_own_<model>` opens those of one's branches."""

    def belonging_to(self, rows: QuerySet, branches: QuerySet[Branch]) -> QuerySet:
        return rows.filter(branch__in=branches)

    def may_for_own(self, action: str, request: HttpRequest, obj: Model | None = None) -> bool:
        right = f"{self.opts.app_label}.{action}_own_{self.opts.model_name}"
        if not request.user.has_perm(right):
            return False
        branches = own_branches(request)
        if obj is None:
            return branches.exists()
        # Asked of the database: a form with errors has already put what was typed on the object.
        rows = self.model._default_manager.filter(pk=obj.pk)
        return self.belonging_to(rows, branches).exists()

    def sees_all(self, request: HttpRequest) -> bool:
        return super().has_view_permission(request)

    def only_allowed(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        if self.sees_all(request):
            return rows
        return self.belonging_to(rows, own_branches(request))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.only_allowed(request, super().get_queryset(request))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return (
            super().has_view_permission(request, obj)
            or self.may_for_own("view", request, obj)
            or self.may_for_own("change", request, obj)
        )

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return super().has_add_permission(request, *args) or self.may_for_own("add", request)

    def may_rewrite(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().may_rewrite(request, obj) or self.may_for_own("change", request, obj)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        """A row stays with the branches of whoever writes it, unless they may write any row."""
        everywhere = request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")
        if db_field.related_model is Branch and not everywhere:
            kwargs["queryset"] = own_branches(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
