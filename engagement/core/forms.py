"""One accessible field and one error summary for every public form."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    field_template_name = "core/form/field.html"


class PublicForm(forms.Form):
    """A form without authority: no CSRF token, no account, and nothing typed is ever lost."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
