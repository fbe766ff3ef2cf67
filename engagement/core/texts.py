"""One resolver for translated text: what a reader gets, and in which language.

A model that mixes in `TranslatedModel` names its original language. A reader whose language has no
text gets the original, and the text says so; nothing falls back silently.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.manager import get_translatable_fields_for_model
from modeltranslation.utils import build_localized_fieldname

from . import languages
from .typography import held_together


@dataclass(frozen=True)
class Text:
    """A text as a reader gets it: `language` is what it is written in, `wanted` what they read."""

    value: str
    language: str
    wanted: str

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def is_foreign(self) -> bool:
        return bool(self.value) and self.language != self.wanted

    @property
    def html(self) -> SafeString:
        """Escaped, and marked with its language where that is not the reader's."""
        words = held_together(self.value, self.language)
        if self.is_foreign:
            return format_html('<span lang="{}">{}</span>', self.language, words)
        return format_html("{}", words)


def is_empty(column: str) -> Q:
    return Q(**{column: ""}) | Q(**{f"{column}__isnull": True})


def original_language() -> str:
    """The library's own language; a function, so that a migration does not hold a setting."""
    return settings.LANGUAGE_CODE


class TranslatedModel(models.Model):
    """`main_text` is the text without which an object does not exist in a language."""

    main_text: ClassVar[str] = "title"

    source_language = models.CharField(
        _("written first in"),
        max_length=8,
        choices=settings.LANGUAGES,
        default=original_language,
        help_text=_("The original. The other languages may follow later."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.text(self.main_text))

    def stored_text(self, field: str, language: str) -> str:
        return getattr(self, build_localized_fieldname(field, language)) or ""

    def text(self, field: str, language: str | None = None) -> Text:
        """The text in `language` (the reader's by default), else the original, marked as such."""
        wanted = language or get_language() or settings.LANGUAGE_CODE
        if value := self.stored_text(field, wanted):
            return Text(value, wanted, wanted)
        return Text(self.stored_text(field, self.source_language), self.source_language, wanted)

    def languages(self) -> list[str]:
        """The languages in which this object truly exists."""
        texts = {code: self.text(self.main_text, code) for code in languages.CODES}
        return [code for code, text in texts.items() if text and not text.is_foreign]

    def missing_texts(self, language: str) -> list[str]:
        """Fields that have an original but nothing in `language`."""
        return [
            field
            for field in self.translated_fields()
            if self.stored_text(field, self.source_language)
            and not self.stored_text(field, language)
        ]

    @classmethod
    def missing_in(cls, language: str) -> Q:
        """The rows of which `missing_texts(language)` names something."""
        missing = Q()
        for original in languages.CODES:
            for field in cls.translated_fields():
                source = build_localized_fieldname(field, original)
                target = build_localized_fieldname(field, language)
                written = Q(source_language=original) & ~is_empty(source)
                missing |= written & is_empty(target)
        return missing

    @classmethod
    def translated_fields(cls) -> list[str]:
        return get_translatable_fields_for_model(cls) or []

    def set_texts(self, **texts: dict[str, str]) -> None:
        """`set_texts(title={"vi": "…", "en": "…"})`"""
        for field, by_language in texts.items():
            for code, value in by_language.items():
                setattr(self, build_localized_fieldname(field, code), value)

    def clean(self) -> None:
        super().clean()
        message = _("Please write this in the language you chose as the original.")
        missing = [
            build_localized_fieldname(field, self.source_language)
            for field in self.required_texts()
            if not self.stored_text(field, self.source_language)
        ]
        if missing:
            raise ValidationError(dict.fromkeys(missing, message))

    def required_texts(self) -> tuple[str, ...]:
        """Fields that need a text in the original language."""
        return (self.main_text,)


def from_mapping(mapping: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The entries of a content file that are texts in several languages."""
    return {
        key: value
        for key, value in mapping.items()
        if isinstance(value, dict) and set(value) <= set(languages.CODES)
    }
