"""Quotations on the page of their section: whoever may write the one may write the others."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from blog.models import BranchSection, PullQuote
from engagement.core import dates
from engagement.core.admin_base import FollowingInline, TranslatedAdmin, side_by_side
from engagement.core.staff_forms import PartForm

MOST = 2


def spoken_languages(also: str = "") -> list[tuple[str, str]]:
    """In words of the person at the desk, also for a language that is no longer in the settings."""
    codes = dict.fromkeys([*settings.SPOKEN_LANGUAGES, *filter(None, [also])])
    return [(code, capfirst(dates.language_name(code))) for code in codes]


class PullQuoteForm(PartForm):
    said_in = forms.ChoiceField(label=capfirst(_("language it was written in")))

    class Meta:
        widgets = {"said": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["said_in"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = spoken_languages(self.instance.said_in)
        if not self.instance.pk:
            field.initial = self.whole.source_language


class PullQuoteInline(FollowingInline):
    model = PullQuote
    form = PullQuoteForm
    max_num = MOST
    fieldsets = [(None, {"fields": ["said", "said_in", *side_by_side("meaning")]})]

    @property
    def sections(self) -> TranslatedAdmin:
        return cast(TranslatedAdmin, self.admin_site.get_model_admin(BranchSection))

    def of_section(self, request: HttpRequest, section: BranchSection | None) -> bool:
        return self.sections.may_rewrite(request, section)

    def may_rewrite(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.of_section(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.of_section(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.of_section(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.sections.has_view_permission(request, obj)
