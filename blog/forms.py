from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from outreach.forms import BranchFilterForm

from .models import Post


def year_choices() -> list[tuple[str, Any]]:
    years = Post.objects.published().years()
    return [("", _("All years")), *((str(year), str(year)) for year in years)]


class PostFilterForm(BranchFilterForm):
    year = forms.TypedChoiceField(
        choices=year_choices,
        coerce=int,
        empty_value=None,
        required=False,
        label=_("Year reported on"),
        error_messages={"invalid_choice": _("We have no post about this year.")},
    )


def chosen(query: QueryDict) -> tuple[PostFilterForm, dict[str, Any]]:
    form = PostFilterForm(query or None)
    return form, form.cleaned_data if form.is_valid() else {}
