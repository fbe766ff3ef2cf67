"""Words of danger, a file a language. They put an unread answer on top of the list of answers.

People answer in any language under any heading, so every list is looked for in every answer.
"""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Lower

FOLDER = Path(__file__).parent
# Not \m and \M: a database whose locale is "C" takes a letter with marks for no letter.
WORD_BEGINS, WORD_ENDS = "(?<![[:alnum:]])", "(?![[:alnum:]])"


def without_marks(words: str) -> str:
    letters = unicodedata.normalize("NFD", words.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def alternatives(phrases: set[str]) -> str:
    """A pattern for PostgreSQL: any of the phrases, the longest first."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    written = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
    return f"({written})"


def listed(name: str) -> set[str]:
    lists = (tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml")))
    return {unicodedata.normalize("NFC", phrase) for words in lists for phrase in words[name]}


@cache
def patterns() -> tuple[str, str]:
    """Of danger, and of what only looks like it.

    An answer's own marks are kept: typed with them, “từ từ” (slowly) is not “tự tử” (suicide).
    """
    danger, harmless = listed("words"), listed("harmless")
    typed = danger | {without_marks(phrase) for phrase in danger} | listed("only_with_marks")
    return alternatives(typed), alternatives(harmless | {without_marks(p) for p in harmless})


def among(answers: QuerySet) -> QuerySet:
    """Those of the answers that hold a word of danger."""
    danger, harmless = patterns()
    whole_words = f"{WORD_BEGINS}{danger}{WORD_ENDS}"
    without_harmless = Func(
        Lower(F("words")),
        Value(f"{WORD_BEGINS}{harmless}{WORD_ENDS}"),
        Value(" "),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )
    spoken = answers.alias(spoken=Lower(F("words")), without_harmless=without_harmless)
    # Letters alone are found fast; only where they are, are the ends of words looked at.
    return spoken.filter(spoken__regex=danger).filter(without_harmless__regex=whole_words)
