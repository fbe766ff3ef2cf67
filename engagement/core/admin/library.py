from django.contrib import admin
from django.http import HttpRequest

from engagement.core.admin_base import TranslatedAdmin, side_by_side
from engagement.core.models import Library


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
