"""One press takes a picture off the site, and one shows it again."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from engagement.core.admin_base import StaffAdmin, person
from engagement.core.models import Picture


class WithdrawalPages(StaffAdmin):
    actions = ("withdraw_chosen", "restore_chosen")

    def get_urls(self) -> list[URLPattern]:
        views = {"withdraw": self.withdraw_view, "restore": self.restore_view}
        own = [
            path(
                f"<int:key>/{name}/",
                self.admin_site.admin_view(require_POST(view)),
                name=f"core_picture_{name}",
            )
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def withdraw_view(self, request: HttpRequest, key: int) -> HttpResponse:
        self.withdraw(request, self.picture_to_change(request, key))
        words = _(
            "This picture is withdrawn. It is on no page any more, and its own address is closed; "
            "a device that has opened it may keep its copy."
        )
        messages.success(request, words)
        return redirect("admin:core_picture_change", key)

    def restore_view(self, request: HttpRequest, key: int) -> HttpResponse:
        self.restore(request, self.picture_to_change(request, key))
        messages.success(request, _("This picture is no longer withdrawn."))
        return redirect("admin:core_picture_change", key)

    def picture_to_change(self, request: HttpRequest, key: int) -> Picture:
        picture = get_object_or_404(self.get_queryset(request), pk=key)
        if not self.may_rewrite(request, picture):
            raise PermissionDenied
        return picture

    def withdraw(self, request: HttpRequest, picture: Picture) -> None:
        picture.withdraw(person(request))
        self.log_change(request, picture, str(_("Withdrawn.")))

    def restore(self, request: HttpRequest, picture: Picture) -> None:
        picture.restore()
        self.log_change(request, picture, str(_("No longer withdrawn.")))

    @admin.action(description=_("Withdraw everywhere"), permissions=["change"])
    def withdraw_chosen(self, request: HttpRequest, queryset: Any) -> None:
        number = self.each(request, queryset.filter(withdrawn_at=None), self.withdraw)
        said = ngettext(
            "%(number)s picture is withdrawn.", "%(number)s pictures are withdrawn.", number
        )
        messages.success(request, said % {"number": number})

    @admin.action(description=_("Show again"), permissions=["change"])
    def restore_chosen(self, request: HttpRequest, queryset: Any) -> None:
        number = self.each(request, queryset.withdrawn(), self.restore)
        said = ngettext(
            "%(number)s picture is no longer withdrawn.",
            "%(number)s pictures are no longer withdrawn.",
            number,
        )
        messages.success(request, said % {"number": number})

    def each(
        self,
        request: HttpRequest,
        chosen: QuerySet[Picture],
        change: Callable[[HttpRequest, Picture], None],
    ) -> int:
        """How many of the chosen ones this person may change, and did."""
        mine = [picture for picture in chosen if self.may_rewrite(request, picture)]
        for picture in mine:
            change(request, picture)
        return len(mine)
