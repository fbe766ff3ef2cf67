import uuid
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from . import pictures
from .admin_base import StaffForm, TranslatedAdmin, localized, side_by_side
from .models import Library, Picture


@admin.register(Library)
class LibraryAdmin(TranslatedAdmin):
    list_display = ("heading", "written_in", "website", "email", "demonstration")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "source_language",
                    *side_by_side("name", "short_name"),
                    "website",
                    "email",
                ]
            },
        )
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Library.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Library | None = None) -> bool:
        return False


class PictureForm(StaffForm):
    upload = forms.FileField(
        label=capfirst(_("photograph")),
        required=False,
        widget=forms.FileInput({"accept": ".jpg,.jpeg,.png,.webp,.avif"}),
        help_text=_(
            "JPEG, PNG, WebP or AVIF, up to 20 MB. Where and when it was taken is removed. "
            "A photograph of children needs a parent's written release."
        ),
    )

    def clean_upload(self) -> Any:
        file = self.cleaned_data["upload"]
        return pictures.open_photograph(file) if file else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload, drawing = cleaned.get("upload"), cleaned.get("drawing")
        if upload and drawing:
            self.add_error("drawing", _("Please choose a photograph or a drawing, not both."))
        if not (upload or drawing or self.instance.width or "upload" in self.errors):
            self.add_error("upload", _("Please choose a photograph here, or a drawing below."))
        return cleaned


@admin.register(Picture)
class PictureAdmin(TranslatedAdmin):
    form = PictureForm
    list_display = ("thumbnail", "heading", "written_in", "demonstration")
    list_display_links = ("thumbnail", "heading")
    list_filter = ("is_demo",)
    search_fields = localized("alt")
    readonly_fields = ("thumbnail",)
    ordering = ("-pk",)
    fieldsets = [
        (
            None,
            {"fields": ["thumbnail", "upload", "drawing", "source_language", *side_by_side("alt")]},
        )
    ]

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> SafeString | str:
        if address := preview_address(picture):
            return format_html('<img class="thumbnail" src="{}" alt="">', address)
        return "–"

    @transaction.atomic
    def save_model(
        self, request: HttpRequest, obj: Picture, form: PictureForm, change: bool
    ) -> None:
        """A new photograph gets a new address, because the old one is kept in caches for a year."""
        photograph = form.cleaned_data["upload"]
        if photograph or obj.drawing:
            forget_photograph(obj)
        if photograph:
            pictures.store(obj.key, photograph)
            obj.width, obj.height = photograph.size
        super().save_model(request, obj, form, change)

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        forget_photograph(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for picture in queryset:
            self.delete_model(request, picture)


def preview_address(picture: Picture) -> str:
    if picture.drawing:
        return static(f"img/{picture.drawing}.svg")
    if picture.widths:
        return reverse("core:picture", args=[picture.key, picture.widths[0], "webp"])
    return ""


def forget_photograph(picture: Picture) -> None:
    """Its files go once the change is certain."""
    if picture.width:
        key, width = picture.key, picture.width
        transaction.on_commit(lambda: pictures.delete(key, width))
    picture.key = uuid.uuid4()
    picture.width = picture.height = 0
