"""Two versions of a text, sentence by sentence: which are to be translated again."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from engagement.core.prose import END_OF_BLOCK, plain

# A capital or a sign that opens follows; so “9:30 a.m. to noon” and “St. James Park” stay whole
# more often than not, and a wrong cut costs the translator one sentence more to read.
END_OF_SENTENCE = re.compile(r"(?<=[.!?…])[”\"’)]*\s+(?=[A-ZÀ-ỸĐ¿¡“\"(])")


class Change(NamedTuple):
    """`before` is empty for a sentence that was added, `now` for one that went."""

    before: str
    now: str


def sentences(html: str) -> list[str]:
    blocks = (plain(block) for block in END_OF_BLOCK.split(html))
    return [one for block in blocks for one in END_OF_SENTENCE.split(block) if one.strip()]


def changes(before: str, now: str) -> list[Change]:
    old, new = sentences(before), sentences(now)
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found.append(Change(" ".join(old[a:b]), " ".join(new[c:d])))
    return found
