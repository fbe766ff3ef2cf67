"""Posts in which words are said: by themselves, in a section, a quotation, a branch's name."""

from django.db.models import FloatField, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from engagement.core.search import Words
from outreach.search import named

from .models import BranchSection, Post, PullQuote
from .querysets import PostQuerySet


def posts_saying(posts: PostQuerySet, words: Words) -> PostQuerySet:
    for query in words.each:
        posts = posts.filter(pk__in=said_somewhere(words, query))
    sections = BranchSection.objects.filter(post=OuterRef("pk")).order_by().values("post")
    best = sections.annotate(best=Max(words.rank)).values("best")
    rank = Coalesce(Subquery(best, output_field=FloatField()), Value(0.0))
    return posts.annotate(rank=words.rank + rank)


def said_somewhere(words: Words, query: str) -> QuerySet:
    here = words.said(query)
    found = [
        Post.objects.filter(here).values("pk"),
        BranchSection.objects.filter(here).values("post"),
        BranchSection.objects.filter(branch__in=named(words, query)).values("post"),
        PullQuote.objects.filter(here).values("section__post"),
    ]
    keys = [rows.order_by() for rows in found]
    return keys[0].union(*keys[1:])
