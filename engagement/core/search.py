"""Words that somebody looks for, and the rows in which they are said.

The database is asked once what it makes of them (`Words.of`); each part of what was typed is
then a query of its own, because a page may have its parts from several rows.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby
from operator import add

from django.contrib.postgres.search import SearchQueryField, SearchVector, SearchVectorField
from django.db import connection, transaction
from django.db.models import BooleanField, Expression, FloatField, Func, Value
from django.db.models.expressions import Col
from django.db.models.functions import Cast

from .search_columns import CONFIGURATIONS, column

# Together in quotation marks, or one by one.
TYPED = re.compile(r'"([^"]+)"|([^\s"]+)')
# What more is typed must stand in one row; each of these may stand in another.
MOST_APART = 8
TONES = "\u0300\u0301\u0303\u0309\u0323"
TONE_FIRST = re.compile(rf"([ou])([{TONES}])([aey])(?![\w\u0300-\u036f])")
TONE_LAST = re.compile(rf"([ou])([aey])([{TONES}])(?![\w\u0300-\u036f])")
TOGETHER = re.compile(r"&|<(?:-|\d+)>")

UNDERSTOOD = """
    SELECT n, marked, CASE
        WHEN quoted THEN phraseto_tsquery(config::regconfig, words)
        ELSE plainto_tsquery(config::regconfig, words)
    END::text
    FROM unnest(%s::int[], %s::bool[], %s::bool[], %s::text[], %s::text[])
        AS form(n, marked, quoted, config, words)
    ORDER BY n, marked
"""


@contextmanager
def by_index() -> Iterator[None]:
    """The planner does not know what it costs to unpack a long text's column for every row."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on")


def plain_letters(text: str) -> str:
    """Small and without marks, as `unaccent` does it; Unicode has no decomposition for đ."""
    apart = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def has_marks(text: str) -> bool:
    return plain_letters(text) != unicodedata.normalize("NFC", text).lower()


def spellings(text: str) -> list[str]:
    """Vietnamese has two places for a tone: “hòa” and “hoà” are one word."""
    apart = unicodedata.normalize("NFD", text.lower())
    both = (apart, TONE_FIRST.sub(r"\1\3\2", apart), TONE_LAST.sub(r"\1\3\2", apart))
    return sorted({unicodedata.normalize("NFC", one) for one in both})


def parts(typed: str) -> list[tuple[str, bool]]:
    """Each word or quotation once, and whether it is a quotation."""
    found = [(quoted or word, bool(quoted)) for quoted, word in TYPED.findall(typed)]
    apart = list(dict.fromkeys(found))
    rest = " ".join(words for words, _quoted in apart[MOST_APART:])
    return [*apart[:MOST_APART], *([(rest, False)] if rest else [])]


Form = tuple[int, bool, bool, str, str]


def forms(typed: str, language: str) -> list[Form]:
    """With `marked`, those in which a Vietnamese word with marks means itself alone."""
    exact, *_loose = kinds = CONFIGURATIONS[language]
    found: list[Form] = []
    for number, (words, quoted) in enumerate(parts(typed.replace("/", " "))):
        found += [(number, False, quoted, kind, words) for kind in kinds]
        if language == "vi" and has_marks(words):
            found += [(number, True, quoted, exact, one) for one in spellings(words)]
    return found


def understood(asked: list[Form]) -> dict[tuple[int, bool], str]:
    """A query for every part. None for signs and for words that every sentence has."""
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(UNDERSTOOD, [list(values) for values in zip(*asked, strict=True)])
        rows = cursor.fetchall()
    said = {
        key: one_of({query for *_key, query in group if query})
        for key, group in groupby(rows, key=lambda row: (row[0], row[1]))
    }
    return {key: query for key, query in said.items() if query}


def one_of(queries: set[str]) -> str:
    return " | ".join(f"({query})" for query in sorted(queries))


@dataclass(frozen=True)
class Words:
    """What somebody typed, as it is looked for in one language."""

    language: str
    each: tuple[str, ...]
    # The same without regard to marks, if marks were typed.
    loose: tuple[str, ...] = ()

    @classmethod
    def of(cls, typed: str, language: str) -> "Words":
        found = understood(forms(typed, language))
        numbers = sorted({number for number, marked in found if not marked})
        loose = tuple(found[number, False] for number in numbers)
        each = tuple(found.get((number, True), found[number, False]) for number in numbers)
        return cls(language, each, loose if loose != each else ())

    def __bool__(self) -> bool:
        return bool(self.each)

    @property
    def loosely(self) -> "Words":
        return replace(self, each=self.loose, loose=())

    @property
    def all(self) -> str:
        return " & ".join(f"({query})" for query in self.each)

    @property
    def any(self) -> str:
        """Of single words: a quotation is marked word by word."""
        return TOGETHER.sub("|", one_of(set(self.each)))

    def said(self, query: str) -> Expression:
        """A condition on the rows of whatever is asked."""
        return matches(Kept(self.language), query)

    def named(self, query: str, *columns: str) -> Expression:
        """The same where nothing is kept, for a few short rows."""
        kinds = CONFIGURATIONS[self.language]
        return matches(reduce(add, (SearchVector(*columns, config=kind) for kind in kinds)), query)

    @property
    def rank(self) -> Expression:
        """How often they stand there, and how near one another."""
        return ranked("ts_rank", self, self.any) + ranked("ts_rank_cd", self, self.all)


def ranked(function: str, words: Words, query: str) -> Expression:
    vector = Kept(words.language)
    return Func(vector, as_query(query), function=function, output_field=FloatField())


def as_query(query: str) -> Expression:
    return Cast(Value(query), SearchQueryField())


def matches(vector: Expression, query: str) -> Expression:
    return Func(
        vector,
        as_query(query),
        template="(%(expressions)s)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


class Kept(Expression):
    """The search column of the table that is asked; no model knows of it."""

    def __init__(self, language: str) -> None:
        super().__init__(output_field=SearchVectorField())
        self.language = language

    def resolve_expression(self, query=None, *args, **kwargs):  # type: ignore[no-untyped-def]
        field = SearchVectorField()
        field.set_attributes_from_name(column(self.language))
        return Col(query.get_initial_alias(), field)
