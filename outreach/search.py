"""Events in which words are said: by themselves, or through their kind or their branch."""

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce
from modeltranslation.utils import build_localized_fieldname

from engagement.core import languages
from engagement.core.search import Words

from .models import Branch, Event, EventKind
from .querysets import EventQuerySet


def events_saying(events: EventQuerySet, words: Words) -> EventQuerySet:
    """Each word may stand in another place, as in “farmers market Tully”."""
    for query in words.each:
        events = events.filter(pk__in=said_somewhere(words, query))
    of_kind = EventKind.objects.filter(pk=OuterRef("kind")).values_list(words.rank)
    return events.annotate(rank=words.rank + Subquery(of_kind))


def said_somewhere(words: Words, query: str) -> QuerySet:
    found = [
        Event.objects.filter(words.said(query)),
        Event.objects.filter(branch__in=named(words, query)),
    ]
    for field in Event.FROM_KIND:
        kinds = EventKind.objects.filter(
            words.named(query, build_localized_fieldname(field, words.language))
        )
        found.append(Event.objects.alias(own=original(field)).filter(own="", kind__in=kinds))
    keys = [events.order_by().values("pk") for events in found]
    return keys[0].union(*keys[1:])


def named(words: Words, query: str) -> QuerySet[Branch]:
    return Branch.objects.filter(words.named(query, "name", "aliases"))


def original(field: str) -> Coalesce:
    """What decides whether an event has words of its own (`Event.text`)."""
    columns = {code: build_localized_fieldname(field, code) for code in languages.CODES}
    own = (When(source_language=code, then=F(column)) for code, column in columns.items())
    written = Case(*own, output_field=TextField())
    return Coalesce(written, Value(""), output_field=TextField())
