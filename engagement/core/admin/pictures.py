from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from engagement.core import services
from engagement.core.admin_base import TranslatedAdmin, localized, person, side_by_side
from engagement.core.models import Picture
from engagement.core.views import photograph

from .picture_forms import PictureForm
from .picture_states import StateFilter, state_in_words
from .picture_uses import uses_seen_by
from .withdrawal import WithdrawalPages


@admin.register(Picture)
class PictureAdmin(WithdrawalPages, TranslatedAdmin):
    """Branch staff change what they uploaded themselves, editors any picture."""

    form = PictureForm
    list_display = ("thumbnail", "heading", "state", "written_in", "demonstration")
    list_display_links = ("heading",)
    list_filter = (StateFilter, "is_demo")
    search_fields = localized("alt")
    empty_value_display = ""
    ordering = ("-pk",)
    fieldsets = [
        (
            None,
            {"fields": ["upload", "consent", "drawing", "source_language", *side_by_side("alt")]},
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        pictures: Any = super().get_queryset(request)
        return pictures.seen_by(request.user)

    def may_rewrite(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        if obj is None or obj.pk is None:
            return super().may_rewrite(request, obj) or request.user.has_perm(
                "core.change_own_picture"
            )
        return Picture.objects.changeable_by(request.user).filter(pk=obj.pk).exists()

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.thumbnail_view)
        own = path("<int:key>/thumbnail/", view, name="core_picture_thumbnail")
        return [own, *super().get_urls()]

    def response_add(
        self, request: HttpRequest, obj: Picture, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Back to the page that wanted it, which then has it chosen."""
        back = request.GET.get("next", "")
        here = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        if here and back.startswith(reverse("admin:index")):
            messages.success(request, _("The picture is added and chosen. Please save this page."))
            return HttpResponseRedirect(f"{back}?picture={obj.pk}")
        return super().response_add(request, obj, post_url_continue)

    def thumbnail_view(self, request: HttpRequest, key: int) -> FileResponse:
        """For staff also what readers do not get."""
        picture = get_object_or_404(self.get_queryset(request), pk=key)
        if not (self.has_view_permission(request, picture) and picture.widths):
            raise Http404
        response = photograph(picture.key, picture.widths[0], "webp")
        response["Cache-Control"] = "private, no-cache"
        return response

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> SafeString | str:
        if address := thumbnail_address(picture):
            return format_html('<img class="thumbnail" src="{}" alt="">', address)
        return "–"

    @admin.display(description=_("description"))
    def heading(self, instance: Any) -> SafeString | str:
        return instance.text("alt").html or str(instance)

    @admin.display(description=_("state"))
    def state(self, picture: Picture) -> str:
        return state_in_words(picture)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if original := context.get("original"):
            # A form with errors has already put what was typed on the original.
            people = ("uploaded_by", "consent_by", "withdrawn_by")
            stored = Picture.objects.select_related(*people).get(pk=original.pk)
            context |= {"stored": stored, "thumbnail": self.thumbnail(stored)}
            context |= {"state": state_in_words(stored), "uses": uses_seen_by(request, stored)}
        return super().render_change_form(request, context, *args, **kwargs)

    @transaction.atomic
    def save_model(
        self, request: HttpRequest, obj: Picture, form: PictureForm, change: bool
    ) -> None:
        form.apply_to(obj, person(request))
        if change:
            # Encoding takes seconds, in which somebody else may have withdrawn it.
            obj.refresh_from_db(fields=["withdrawn_at", "withdrawn_by"])
        else:
            obj.uploaded_by = person(request)
        super().save_model(request, obj, form, change)
        if not obj.is_shown:
            messages.warning(request, state_in_words(obj))

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        services.forget_photograph(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for picture in queryset:
            self.delete_model(request, picture)


def thumbnail_address(picture: Picture) -> str:
    if picture.drawing:
        return static(f"img/{picture.drawing}.svg")
    return reverse("admin:core_picture_thumbnail", args=[picture.pk]) if picture.width else ""
