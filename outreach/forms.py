from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from engagement.core.forms import PublicForm, SlugChoiceField

from .models import Branch


class BranchFilterForm(PublicForm):
    branch = SlugChoiceField(
        Branch.objects.by_name(),
        required=False,
        label=_("Branch library"),
        empty_label=_("All branch libraries"),
        error_messages={"invalid_choice": _("There is no such branch library.")},
    )


def chosen_branch(query: QueryDict) -> tuple[BranchFilterForm, Branch | None]:
    """The filter as the reader set it; an unknown branch is said beside the field."""
    form = BranchFilterForm(query or None)
    return form, form.cleaned_data.get("branch") if form.is_valid() else None
