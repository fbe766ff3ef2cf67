"""Rich text: one editor configuration, sanitised on the server whatever wrote it."""

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
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


END_OF_BLOCK = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br ?/?>")
BLOCK = re.compile(r"<(?:p|ul|ol|h[1-6]|blockquote)\b")
TAG = re.compile(r"<[^<>]*>")
LETTER_OR_DIGIT = re.compile(r"\w")


# Sanitising text of this length takes a second at worst; without a bound, minutes.
LONGEST = 60_000


class ProseField(ProseEditorField):
    """HTML of the few tags above. Sanitised at save too, so an import cannot carry a script."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Raises ValidationError for a text that is too long to be sanitised in time."""
        if value and len(value) > LONGEST:
            raise ValidationError(_("This text is too long. Please divide or shorten it."))
        return super().clean(value, model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        value = super().pre_save(model_instance, add)
        return self.kept(value) if value else value

    def kept(self, typed: str) -> str:
        clean = self.sanitize(typed)
        return clean if BLOCK.search(clean) else self.sanitize(in_paragraphs(clean))


@cache
def sanitizer() -> Callable[[str], str]:
    return ProseField().sanitize


def sanitized(html: str) -> str:
    return sanitizer()(html)


def in_paragraphs(words: str) -> str:
    """Without scripts the editor is a plain field, in which a line is a paragraph."""
    lines = (line.strip() for line in words.splitlines())
    return "".join(f"<p>{line}</p>" for line in lines if line)


def spaced(html: str) -> str:
    """Blocks of text do not run into one another once their tags are gone."""
    return END_OF_BLOCK.sub(r"\g<0> ", html)


def plain(html: str) -> str:
    """The words of rich text without its tags, for descriptions, feeds and calendars."""
    return " ".join(unescape(strip_tags(spaced(html))).split())


def words_in(html: str) -> int:
    """How long a text is: what stands between spaces, so each syllable of Vietnamese.

    Not of `plain`: this also takes what was typed, which may be any size and broken in any way.
    """
    runs = unescape(TAG.sub("", spaced(html))).split()
    return sum(1 for run in runs if LETTER_OR_DIGIT.search(run))
