"""What the list of a post's branch libraries says of each one."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.models import BranchSection
from engagement.core import languages
from engagement.core.admin.pictures import thumbnail_address
from engagement.core.prose import plain, words_in
from engagement.core.texts import Text

FEW_WORDS, MANY_WORDS = 100, 250


@dataclass(frozen=True)
class Length:
    """How long a section is in one language."""

    code: str
    name: str
    words: int

    @property
    def is_short(self) -> bool:
        return 0 < self.words < FEW_WORDS

    @property
    def is_long(self) -> bool:
        return self.words > MANY_WORDS


def lengths(section: BranchSection) -> list[Length]:
    return [
        Length(code, name, words_in(section.stored_text("body", code)))
        for code, name in languages.NAMES.items()
    ]


@dataclass(frozen=True)
class Step:
    """A button that moves a section by one place."""

    sign: str
    label: Promise
    position: int
    is_off: bool
    has_focus: bool


@dataclass(frozen=True)
class Row:
    """`moved` is the way in which it went last, for the row that was moved."""

    section: BranchSection
    place: int
    of: int
    moved: str = ""

    @property
    def lengths(self) -> list[Length]:
        return lengths(self.section)

    @property
    def text(self) -> Text:
        return self.section.text("body")

    @property
    def words(self) -> str:
        return plain(self.text.value)

    @property
    def preview(self) -> str:
        return thumbnail_address(self.section.picture) if self.section.picture else ""

    @property
    def steps(self) -> list[Step]:
        return [
            Step("↑", _("Move up"), self.place - 1, self.place == 1, self.focus == "up"),
            Step("↓", _("Move down"), self.place + 1, self.place == self.of, self.focus == "down"),
        ]

    @property
    def focus(self) -> str:
        """The button that was pressed; at an end of the list it is off, so the other one."""
        ends = {1: "down", self.of: "up"}
        return self.moved and ends.get(self.place, self.moved)


def rows(sections: QuerySet[BranchSection], moved: str | None, by: str) -> list[Row]:
    return [
        Row(section, place, len(sections), by if str(section.pk) == moved else "")
        for place, section in enumerate(sections, start=1)
    ]
