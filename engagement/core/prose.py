"""Rich text: one editor configuration, sanitised on the server whatever wrote it."""

from html import unescape
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from django_prose_editor.fields import ProseEditorField

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Heading": {"levels": [3, 4]},
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
}


class ProseField(ProseEditorField):
    """HTML of the few tags above. Sanitised at save too, so an import cannot carry a script."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        value = super().pre_save(model_instance, add)
        return self.sanitize(value) if value else value


def plain(html: str) -> str:
    """The words of rich text without its tags, for descriptions, feeds and calendars."""
    spaced = html.replace("</p>", "</p> ").replace("</li>", "</li> ").replace("<br>", " ")
    return " ".join(unescape(strip_tags(spaced)).split())
