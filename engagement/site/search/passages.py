"""The words as they were written, with what was looked for marked in them."""

import re
from collections import defaultdict
from functools import lru_cache
from itertools import islice

from django.db import connection
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from engagement.core.search import Words, plain_letters
from engagement.core.search_columns import vector
from engagement.core.texts import Text

LONGEST = 220
BEFORE = 70
MOST_PLACES = 100
# A mark that stands apart belongs to its letter.
LETTER = r"[\w\u0300-\u036f]"
LEXEME_BEGINS = re.compile(r"'([^\W_])")


def latin_letters() -> dict[str, str]:
    """Of each letter without marks all its forms."""
    forms: dict[str, str] = defaultdict(str)
    for code in (*range(0x30, 0x250), *range(0x1E00, 0x1F00)):
        forms[plain_letters(chr(code))[:1]] += re.escape(chr(code))
    return forms


FORMS = latin_letters()


@lru_cache(maxsize=64)
def beginning_with(letters: frozenset[str]) -> re.Pattern[str]:
    """Words that may be looked for: no ending changes the first letter."""
    forms = "".join(FORMS.get(letter, re.escape(letter)) for letter in sorted(letters))
    return re.compile(rf"(?<!{LETTER})[{forms}]{LETTER}*") if forms else re.compile(r"(?!)")


def said_in(texts: list[str], words: Words) -> re.Pattern[str]:
    """The words of these texts that the database takes for what is looked for."""
    first = LEXEME_BEGINS.findall(plain_letters(words.any))
    pattern = beginning_with(frozenset(first))
    asked = {word for text in texts for word in pattern.findall(text)}
    said = vector(words.language, "word")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT word FROM unnest(%s::text[]) word WHERE {said} @@ %s::tsquery",
            [sorted(asked), words.any],
        )
        return any_of([word for (word,) in cursor.fetchall()])


def any_of(words: list[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(word) for word in words) or "(?!)"
    return re.compile(rf"(?<!{LETTER})({either})(?!{LETTER})")


def marked(text: Text, said: re.Pattern[str]) -> SafeString:
    pieces = said.split(text.value)
    words = format_html_join(
        "",
        "{}{}",
        (
            (before, format_html("<mark>{}</mark>", word) if word else "")
            for before, word in zip(pieces[::2], [*pieces[1::2], ""], strict=True)
        ),
    )
    return (
        format_html('<span lang="{}">{}</span>', text.language, words) if text.is_foreign else words
    )


def passage(texts: list[Text], said: re.Pattern[str]) -> SafeString:
    """Where most of the words stand near one another; else how the first text begins."""
    best = max(texts, key=lambda text: worth(text.value, said)[0], default=None)
    if best is None:
        return SafeString("")
    start = -worth(best.value, said)[1]
    return marked(Text(cut(best.value, start), best.language, best.wanted), said)


def worth(text: str, said: re.Pattern[str]) -> tuple[int, int]:
    """How many different words stand together in it, and where; the first such place."""
    places = [(at.start(), plain_letters(at[0])) for at in islice(said.finditer(text), MOST_PLACES)]
    return max(
        (
            (len({word for at, word in places if 0 <= at - start < LONGEST - BEFORE}), -start)
            for start, _word in places
        ),
        default=(0, 0),
    )


def cut(text: str, start: int) -> str:
    """Whole words, with a sign where more was written."""
    begin = text.find(" ", max(0, start - BEFORE)) + 1 if start > BEFORE else 0
    end = text.rfind(" ", begin, begin + LONGEST) if len(text) > begin + LONGEST else len(text)
    end = end if end > begin else begin + LONGEST
    return f"{'… ' if begin else ''}{text[begin:end]}{' …' if end < len(text) else ''}"
