"""“Did you mean …?”: what stands in titles and names, and is nearly what was typed."""

from collections.abc import Iterator
from difflib import get_close_matches

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Func, QuerySet, TextField
from modeltranslation.utils import build_localized_fieldname

from blog.models import Post
from engagement.core.search import parts, plain_letters
from outreach.models import Branch, Event, EventKind

NEAR = 0.35
# How much of a word must be the same.
ALIKE = 0.6
SOURCES = 5


def suggestion(typed: str, language: str) -> str:
    """What was typed, with each word that stands nowhere put right; or nothing."""
    known = {
        plain_letters(word): word
        for title in titles_like(typed, language)
        for word in words_of(title)
    }
    better = [nearest(word, known) for word, _quoted in parts(typed)]
    changed = " ".join(better)
    return "" if plain_letters(changed) == plain_letters(typed) else changed


def words_of(title: str) -> list[str]:
    return [word.strip(".,:;!?()“”\"'") for word in title.split()]


def nearest(word: str, known: dict[str, str]) -> str:
    close = get_close_matches(plain_letters(word), known, n=1, cutoff=ALIKE)
    return known[close[0]] if close else word


def titles_like(typed: str, language: str) -> Iterator[str]:
    """Only what a reader may see is offered."""
    title = build_localized_fieldname("title", language)
    public = Event.objects.public()
    yield from like(Branch.objects.all(), "name", typed)
    yield from like(EventKind.objects.filter(pk__in=public.order_by().values("kind")), title, typed)
    yield from like(public, title, typed)
    yield from like(public, "place", typed)
    yield from like(Post.objects.published(), title, typed)


def like(rows: QuerySet, column: str, typed: str) -> Iterator[str]:
    plain = Func(F(column), function="unaccent", output_field=TextField())
    near = TrigramWordSimilarity(plain_letters(typed), plain)
    found = rows.order_by().values_list(column).distinct().annotate(near=near)
    for text, _near in found.filter(near__gte=NEAR).order_by("-near")[:SOURCES]:
        yield text
