from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from engagement.core.forms import PublicForm, as_typed

LONGEST = 200


def shortened(query: QueryDict) -> dict[str, str]:
    """No more than the first words of what may be a whole book; one more tells that it was."""
    return {"q": " ".join(as_typed(query.get("q"))[: 2 * LONGEST].split())}


class SearchForm(PublicForm):
    q = forms.CharField(
        label=_("What are you looking for?"),
        required=False,
        validators=[
            MaxLengthValidator(
                LONGEST,
                _(
                    "Please use fewer words: we look for up to %(limit_value)s characters. "
                    "The rest of your words is left out below."
                ),
            )
        ],
        widget=forms.TextInput(
            attrs={"type": "search", "enterkeyhint": "search", "autocapitalize": "none"}
        ),
    )

    @classmethod
    def asked(cls, query: QueryDict) -> "SearchForm":
        form = cls(shortened(query))
        if not form.is_valid():
            form.data = {"q": form.data["q"][:LONGEST]}
        return form

    @property
    def words(self) -> str:
        return self.cleaned_data.get("q", "")
