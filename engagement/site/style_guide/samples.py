"""What the parts are shown with: texts of the demonstration, never stored."""

import csv
from typing import Any

from django.utils import timezone

from blog.models import BranchSection, Post, PullQuote
from blog.numbers import Numbers
from engagement.core.models import Picture
from engagement.core.texts import Text, TranslatedModel, from_mapping
from engagement.site.demo.load import FOLDER, at, read
from engagement.site.search.forms import SearchForm
from engagement.site.search.passages import any_of, marked
from engagement.site.search.results import Result
from outreach.models import Branch, Event, EventKind

from .sample_forms import FilterForm, WrongForm, filled

BRANCHES_SHOWN = 4
POSTS_SHOWN = 3


def all_in(code: str) -> dict[str, Any]:
    posts = [post_of(entry) for entry in read("posts.toml")["posts"][:POSTS_SHOWN]]
    questions = read("surveys.toml")["surveys"][0]["questions"]
    branches = branches_shown()
    sections = sections_shown(branches)
    return {
        "events": events(),
        "branches": branches,
        "posts": posts,
        "introduction": posts[0],
        "sections": sections,
        "numbers": Numbers(sections),
        "quotes": quotes(),
        "wrong": filled(WrongForm, questions, code),
        "search": SearchForm({"q": branches[0].name}),
        "results": [found_event()],
        "filter": FilterForm(choices=[branch.name for branch in branches]),
    }


def written(row: Any, entry: dict[str, Any], **fields: Any) -> Any:
    """A row with an entry's texts; whoever reads it reads their own language."""
    for name, value in fields.items():
        setattr(row, name, value)
    if isinstance(row, TranslatedModel):
        row.source_language = "en"
        row.set_texts(**from_mapping(entry, row.translated_fields()))
    return row


def branches_shown() -> list[Branch]:
    with (FOLDER / "branches.csv").open(newline="") as file:
        entries = list(csv.DictReader(file))[:BRANCHES_SHOWN]
    return [written(Branch(), {}, **entry) for entry in entries]


def sections_shown(branches: list[Branch]) -> list[BranchSection]:
    """The last one did not count."""
    people = [41, 58, 14, None]
    return [
        BranchSection(branch=branch, engaged=engaged)
        for branch, engaged in zip(branches, people, strict=True)
    ]


def quotes() -> list[PullQuote]:
    entries = read("posts.toml")["posts"][0]["sections"]
    return [
        written(
            PullQuote(section=BranchSection()), quote, said=quote["said"], said_in=quote["said_in"]
        )
        for section in entries
        for quote in section.get("quotes", [])
    ]


def events() -> list[Event]:
    """One of each state."""
    entries = read("events.toml")["events"]
    kinds = {entry["slug"]: written(EventKind(), entry) for entry in read("kinds.toml")["kinds"]}
    return [
        event_of(next(entry for entry in entries if entry["status"] == status), kinds)
        for status in Event.Status.values
    ]


def found_event() -> Result:
    """In another language than the reader's."""
    event = events()[0]
    title = event.text("title")
    said = any_of(title.value.split()[:2])
    words = marked(Text(event.place, "en", "en"), said)
    return Result("event", "#search", marked(title, said), words, event.starts_at, event, "en")


def event_of(entry: dict[str, Any], kinds: dict[str, EventKind]) -> Event:
    return written(
        Event(slug=entry["key"], kind=kinds[entry["kind"]], is_demo=True),
        entry,
        starts_at=at(entry["day_offset"], entry["starts"]),
        ends_at=at(entry["day_offset"], entry["ends"]),
        place=entry["place"],
        address=entry["address"],
        languages_spoken=entry["languages"],
        status=entry["status"],
    )


def post_of(entry: dict[str, Any]) -> Post:
    picture = written(Picture(drawing=entry["picture"]), {}) if "picture" in entry else None
    published_at = timezone.make_aware(entry["published_at"])
    return written(Post(slug=entry["slug"], picture=picture), entry, published_at=published_at)
