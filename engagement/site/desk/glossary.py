"""The library's agreed words: where they stand in an original, and what they are in a language."""

import re
from functools import cached_property
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from engagement.core import languages
from engagement.core.prose import plain
from engagement.site.models import GlossaryTerm

TAG = re.compile(r"(<[^>]+>)")
# What a word may end in besides; Vietnamese words do not change.
ENDINGS = {"en": "(?:s|es)?", "es": "(?:s|es)?"}


class Agreed(NamedTuple):
    said: str
    translation: str
    note: str


class Glossary:
    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target

    @cached_property
    def agreed(self) -> dict[str, Agreed]:
        """By the word in small letters. A neighbor may have been quoted in any language."""
        if self.source not in languages.CODES:
            return {}
        return {
            said.lower(): Agreed(said, term.stored_text("term", self.target), term.note)
            for term in GlossaryTerm.objects.order_by("pk")
            if (said := term.stored_text("term", self.source))
            and term.stored_text("term", self.target)
        }

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Longer ones first: a branch library is not a library."""
        words = sorted(self.agreed, key=len, reverse=True)
        ending = ENDINGS.get(self.source, "")
        either = "|".join(map(re.escape, words))
        return re.compile(rf"(?<!\w)({either}){ending}(?!\w)", re.I) if words else None

    def used_in(self, original: str) -> list[Agreed]:
        """Each once, in the order in which they stand there."""
        if self.pattern is None:
            return []
        found = (match[1].lower() for match in self.pattern.finditer(plain(original)))
        return [self.agreed[word] for word in dict.fromkeys(found)]

    def underlined(self, original: str, is_rich: bool) -> SafeString:
        """Rich text was sanitised when it was saved."""
        parts = TAG.split(original) if is_rich else [escape(original)]
        if self.pattern is None:
            return mark_safe("".join(parts))
        marked = r'<span class="term">\g<0></span>'
        return mark_safe("".join(p if TAG.match(p) else self.pattern.sub(marked, p) for p in parts))
