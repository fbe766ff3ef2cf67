from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from outreach.forms import BranchFilterForm

from .models import Post


class PostFilterForm(BranchFilterForm):
    year = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        label=_("Year reported on"),
        error_messages={"invalid_choice": _("We have no post about this year.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, str(year)) for year in Post.objects.published().years()]
        self.fields["year"].choices = [("", _("All years")), *years]


def chosen(query: QueryDict) -> tuple[PostFilterForm, dict[str, Any]]:
    form = PostFilterForm(query or None)
    return form, form.cleaned_data if form.is_valid() else {}
