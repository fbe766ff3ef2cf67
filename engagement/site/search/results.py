"""What a reader gets of each thing that was found."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from blog.models import Post
from engagement.core.prose import plain
from engagement.core.search import Words
from engagement.core.texts import Text
from outreach.models import Event

from .found import Hit
from .pages import Page
from .passages import marked, passage, said_in


@dataclass(frozen=True)
class Result:
    kind: str
    address: str
    title: SafeString
    words: SafeString
    when: datetime | None
    # The row, for the marks that its kind wears; nothing for a page.
    row: Any
    # The language in which it was found, where that is not the reader's.
    language: str


@dataclass(frozen=True)
class Written:
    """What is written in it, in the language in which it was found."""

    hit: Hit
    row: Any
    title: Text
    texts: list[Text]


def results_of(hits: list[Hit]) -> list[Result]:
    rows: dict[str, dict[int, Any]] = {"post": posts(hits), "event": events(hits)}
    there = [hit for hit in hits if isinstance(hit.which, Page) or hit.which in rows[hit.kind]]
    written = [text_of(hit, rows) for hit in there]
    said = {words: said_in(all_texts(written, words), words) for words in {h.words for h in there}}
    return [shown(one, said[one.hit.words]) for one in written]


def all_texts(written: list[Written], words: Words) -> list[str]:
    of_these = [one for one in written if one.hit.words == words]
    return [text.value for one in of_these for text in (one.title, *one.texts)]


def keys(hits: list[Hit], kind: str) -> list[int]:
    return [hit.which for hit in hits if hit.kind == kind]


def posts(hits: list[Hit]) -> dict[int, Post]:
    published = Post.objects.published().prefetch_related("sections__quotes", "sections__branch")
    return published.in_bulk(keys(hits, "post"))


def events(hits: list[Hit]) -> dict[int, Event]:
    return Event.objects.public().in_bulk(keys(hits, "event"))


def shown(one: Written, said: Any) -> Result:
    hit, reader = one.hit, get_language()
    when = {"post": "published_at", "event": "starts_at"}.get(hit.kind)
    return Result(
        kind=hit.kind,
        address=one.row.get_absolute_url() if one.row else hit.which.address,
        title=marked(one.title, said),
        words=passage(one.texts, said),
        when=getattr(one.row, when) if when else None,
        row=one.row,
        language=hit.words.language if hit.words.language != reader else "",
    )


def text_of(hit: Hit, rows: dict[str, dict[int, Any]]) -> Written:
    if isinstance(hit.which, Page):
        page, reader = hit.which, get_language() or ""
        words = Text(page.words, page.language, reader)
        return Written(hit, None, Text(page.heading, reader, reader), [words])
    row = rows[hit.kind][hit.which]
    texts = texts_of_post if hit.kind == "post" else texts_of_event
    # A reader knows it by the title in their own language, if it has one.
    return Written(hit, row, row.text("title"), list(texts(row, hit.words.language)))


def texts_of_post(post: Post, language: str) -> Iterable[Text]:
    yield from here(post, language, "summary", "in_short", "introduction")
    for section in post.sections.all():
        for text in here(section, language, "body"):
            yield replace(text, value=f"{section.branch}: {text.value}")
        for quote in section.quotes.all():
            yield Text(quote.said, quote.said_in, get_language() or "")
            yield from here(quote, language, "meaning")


def texts_of_event(event: Event, language: str) -> Iterable[Text]:
    yield from here(event, language, "what_to_expect", "accessibility")
    reader = get_language() or ""
    yield Text(f"{event.place}, {event.address}".rstrip(", "), reader, reader)


def here(row: Any, language: str, *fields: str) -> Iterable[Text]:
    """In the language that was searched, as the reader gets it."""
    for field in fields:
        text = row.text(field, language)
        if text and not text.is_foreign:
            yield Text(plain(text.value), language, get_language() or "")
