"""One resolver for translated text: what a reader gets, and in which language.

A model that mixes in `TranslatedModel` names its original language. A reader whose language has no
text, or one that nobody reviewed, gets the original, and the text says so; nothing falls back
silently.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.manager import get_translatable_fields_for_model
from modeltranslation.utils import build_localized_fieldname

from . import languages
from .prose import ProseField
from .reviews import Review, State, digest, is_reviewed
from .typography import held_together


@dataclass(frozen=True)
class Text:
    """A text as a reader gets it: `language` is what it is written in, `wanted` what they read."""

    value: str
    language: str
    wanted: str
    # The language of the original, where that has changed since this was translated.
    outdated_by: str = ""

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

    # By column, as `Review` has it.
    reviews = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.text(self.main_text))

    def stored_text(self, field: str, language: str) -> str:
        return getattr(self, build_localized_fieldname(field, language)) or ""

    def language_of_original(self, field: str) -> str:
        return self.source_language

    def original(self, field: str) -> str:
        """What a translation of this field is a translation of."""
        return self.stored_text(field, self.source_language)

    def state_of(self, field: str, language: str) -> State:
        text, original = self.stored_text(field, language), self.original(field)
        if language == self.language_of_original(field):
            return State.ORIGINAL
        if not original:
            return State.ORIGINAL if text else State.NOT_NEEDED
        if not text:
            return State.MISSING
        review = self.review_of(field, language)
        if review is None or review.text != digest(text):
            return State.DRAFT
        return State.REVIEWED if review.original == digest(original) else State.OUT_OF_DATE

    def review_of(self, field: str, language: str) -> Review | None:
        kept = self.reviews.get(build_localized_fieldname(field, language))
        return Review(**kept) if kept else None

    def reviewed(
        self, field: str, language: str, by: Any = None, *, still_holds: bool = False
    ) -> None:
        """Notes that the text stands for what the original says now; the caller saves."""
        review = Review.of(
            self.stored_text(field, language),
            self.original(field),
            by and by.pk,
            timezone.now(),
            still_holds=still_holds,
        )
        self.reviews[build_localized_fieldname(field, language)] = review._asdict()

    def text(self, field: str, language: str | None = None) -> Text:
        """The text in `language` (the reader's by default), else the original, marked as such."""
        wanted = language or get_language() or settings.LANGUAGE_CODE
        state = self.state_of(field, wanted)
        if state.is_read:
            newer = self.source_language if state is State.OUT_OF_DATE else ""
            return Text(self.stored_text(field, wanted), wanted, wanted, newer)
        return Text(self.stored_text(field, self.source_language), self.source_language, wanted)

    def languages(self) -> list[str]:
        """The languages in which this object truly exists."""
        texts = {code: self.text(self.main_text, code) for code in languages.CODES}
        return [code for code, text in texts.items() if text and not text.is_foreign]

    def unread_texts(self, language: str) -> list[str]:
        """Fields of which readers of `language` get the original: nothing there is reviewed."""
        return self.texts_in(language, State.MISSING, State.DRAFT)

    def texts_in(self, language: str, *states: State) -> list[str]:
        fields = self.translated_fields()
        return [field for field in fields if self.state_of(field, language) in states]

    @classmethod
    def unfinished_in(cls, language: str) -> Q:
        """The rows of which a text in `language` is missing, a draft or out of date."""
        unfinished = Q()
        for original in languages.CODES:
            for field in cls.translated_fields() if original != language else ():
                source = build_localized_fieldname(field, original)
                target = build_localized_fieldname(field, language)
                written = Q(source_language=original) & ~is_empty(source)
                unfinished |= written & (is_empty(target) | ~is_reviewed(target, source))
        return unfinished

    @classmethod
    def translated_fields(cls) -> list[str]:
        return get_translatable_fields_for_model(cls) or []

    def set_texts(self, by: Any = None, **texts: dict[str, str]) -> None:
        """`set_texts(title={"vi": "…", "en": "…"})`: words of people who wrote them knowingly.

        What a machine or a file brings is put in by `fill` and waits for somebody to review it.
        """
        columns = set()
        for field, by_language in texts.items():
            for code, value in by_language.items():
                self.fill(field, code, value)
                columns.add(build_localized_fieldname(field, code))
        self.typed(columns, by)

    def typed(self, columns: Collection[str], by: Any) -> None:
        """What a person wrote into these columns of a form stands for what the original says."""
        written = [
            (field, code)
            for field in self.translated_fields()
            for code in languages.CODES
            if build_localized_fieldname(field, code) in columns
        ]
        for field, code in written:
            self.fill(field, code, self.stored_text(field, code))
        for field, code in written:
            if code == self.language_of_original(field):
                continue
            if self.stored_text(field, code):
                self.reviewed(field, code, by)
            else:
                self.reviews.pop(build_localized_fieldname(field, code), None)

    def another_original(self, before: str) -> None:
        """What stood for one another still does when another of them becomes the original."""
        for field in self.translated_fields():
            old, new = digest(self.stored_text(field, before)), digest(self.original(field))
            review = self.review_of(field, self.source_language)
            if review is None or (review.text, review.original) != (new, old):
                continue
            self.reviewed(field, before)
            for code in set(languages.CODES) - {before, self.source_language}:
                other = self.review_of(field, code)
                if other and other.original == old:
                    column = build_localized_fieldname(field, code)
                    self.reviews[column] = other._replace(original=new)._asdict()

    def fill(self, field: str, language: str, value: str) -> None:
        column = build_localized_fieldname(field, language)
        kind = self._meta.get_field(column)
        # As it will be stored: a digest is of that.
        rich = value and isinstance(kind, ProseField)
        setattr(self, column, cast(ProseField, kind).kept(value) if rich else value)

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


def from_mapping(mapping: dict[str, Any], fields: Collection[str]) -> dict[str, dict[str, str]]:
    """The entries of a content file that are texts of these fields in several languages."""
    return {
        key: value
        for key, value in mapping.items()
        if key in fields and isinstance(value, dict) and set(value) <= set(languages.CODES)
    }
