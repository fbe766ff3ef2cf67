"""A post taken apart: each of its texts in each language, and where staff mend it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from blog.models import BranchSection, Post
from engagement.core import languages
from engagement.core.admin_base import ColumnLabel
from engagement.core.prose import plain
from engagement.core.reviews import State
from engagement.core.texts import TranslatedModel
from outreach.models import Branch

END_OF_LINE = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br ?/?>")


Part: TypeAlias = Post | BranchSection


@dataclass(frozen=True)
class Stumble:
    """`heading` is a part of the post, `label` a field of it, `address` where it is mended."""

    heading: str
    label: str
    sentence: str
    address: str


@dataclass(frozen=True)
class Passage:
    """One text of a post in one language."""

    owner: Part
    field: str
    language: str

    @property
    def html(self) -> str:
        return unicodedata.normalize("NFC", self.owner.stored_text(self.field, self.language))

    @property
    def is_original(self) -> bool:
        return self.language == self.owner.source_language

    @property
    def state(self) -> State:
        return self.owner.state_of(self.field, self.language)

    @cached_property
    def lines(self) -> list[str]:
        """Its paragraphs, headings and entries of lists without their tags."""
        return [line for part in END_OF_LINE.split(self.html) if (line := plain(part))]

    def stumble(self, sentence: str, address: str = "") -> Stumble:
        label = ColumnLabel(name_of(self.owner, self.field), self.language)
        return Stumble(heading_of(self.owner), label, sentence, address or self.address)

    @property
    def desk(self) -> str:
        """Where it is held against its original, and may be said to hold still."""
        key = [self.owner._meta.label_lower, self.owner.pk, self.field, self.language]
        return reverse("translate_text", args=key)

    @property
    def address(self) -> str:
        column = build_localized_fieldname(self.field, self.language)
        return f"{page_to_mend(self.owner)}#id_{column}"


@dataclass(frozen=True)
class WholePost:
    post: Post
    sections: list[BranchSection]
    branches: list[Branch]
    passages: list[Passage]

    @classmethod
    def of(cls, post: Post) -> "WholePost":
        sections = list(
            post.sections.select_related("branch", "picture").prefetch_related("quotes")
        )
        parts: list[Part] = [post, *sections]
        passages = [
            Passage(part, field, code)
            for part in parts
            for field in fields_in_order(part)
            for code in languages.CODES
        ]
        return cls(post, sections, list(Branch.objects.by_name()), passages)

    def parts(self) -> list[Part]:
        return [self.post, *self.sections]

    def order_of(self, stumble: Stumble) -> tuple[int, int]:
        """What is no text of the part, as its picture, comes after its texts."""
        headings = [heading_of(part) for part in self.parts()]
        return headings.index(stumble.heading), self.places.get(stumble.address, len(self.places))

    @cached_property
    def places(self) -> dict[str, int]:
        numbered = list(enumerate(self.passages))
        desks = {passage.desk: number for number, passage in numbered}
        return {passage.address: number for number, passage in numbered} | desks

    def written(self) -> list[Passage]:
        return [passage for passage in self.passages if passage.lines]


def fields_in_order(part: Part) -> list[str]:
    """As they stand on the form."""
    translated = part.translated_fields()
    return [field.name for field in part._meta.fields if field.name in translated]


def heading_of(part: Part) -> str:
    return str(part.branch) if isinstance(part, BranchSection) else _("The post")


def name_of(row: TranslatedModel, field: str) -> str:
    return capfirst(str(getattr(row._meta.get_field(field), "verbose_name", field)))


def page_to_mend(row: TranslatedModel) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
