"""Load the demonstration. Loading again re-dates the events around today and doubles nothing.

A row that staff made or took over is never touched.
"""

import csv
import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from blog.models import BranchSection, Commitment, Period, Post, PullQuote
from engagement.core.audit import unrecorded
from engagement.core.models import FormerSlug, Library, Picture
from engagement.core.texts import TranslatedModel, from_mapping
from engagement.site.models import Section
from engagement.site.services import is_untouched, write_section
from outreach.models import Branch, Event, EventKind
from surveys.models import Question, Survey
from surveys.services import open_survey, publish_questions

from .answers import load_answers
from .write_ups import load_write_ups

FOLDER = Path(__file__).parent
M = TypeVar("M", EventKind, Event, Survey, Post)


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text())


@unrecorded()
@transaction.atomic
def load() -> None:
    load_library()
    load_landing_page()
    branches = load_branches()
    load_events(load_kinds(), branches)
    load_surveys()
    load_posts(branches)
    load_promises(branches)
    load_answers(read("answers.toml"))
    load_write_ups(read("write_ups.toml")["write_ups"])


def row_at(model: type[M], slug: str) -> M:
    """The row that has or had this address, or a new one of the demonstration's."""
    former = FormerSlug.objects.filter(model=model._meta.label, slug=slug).values("object_id")
    found = model._default_manager.filter(Q(slug=slug) | Q(pk__in=former)).first()
    return found or model(slug=slug, is_demo=True)


def write(row: Any, entry: dict[str, Any], **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    if isinstance(row, TranslatedModel):
        row.source_language = "en"
        row.set_texts(**from_mapping(entry, row.translated_fields()))
    row.save()


def load_library() -> None:
    entry = read("library.toml")["library"]
    library = Library.objects.first() or Library(is_demo=True)
    if library.is_demo:
        write(library, entry, website=entry["website"], email=entry["email"])


def load_landing_page() -> None:
    for entry in read("landing.toml")["sections"]:
        section = Section.objects.get(key=entry["key"])
        if section.is_demo or is_untouched(section):
            section.is_demo = True
            write_section(section, entry)


def load_branches() -> dict[str, Branch]:
    """By the slug that the demonstration uses; staff's own branch of that name stands in."""
    with (FOLDER / "branches.csv").open(newline="") as file:
        return {entry["slug"]: load_branch(entry) for entry in csv.DictReader(file)}


def load_branch(entry: dict[str, str]) -> Branch:
    same = Q(slug=entry["slug"]) | Q(name=entry["name"])
    branch = Branch.objects.filter(same).first() or Branch(is_demo=True)
    if branch.is_demo:
        write(branch, {}, **entry)
    return branch


def load_kinds() -> dict[str, EventKind]:
    return {entry["slug"]: load_kind(entry) for entry in read("kinds.toml")["kinds"]}


def load_kind(entry: dict[str, Any]) -> EventKind:
    kind = row_at(EventKind, entry["slug"])
    if kind.is_demo:
        fields = ("is_public", "is_school", "drawing")
        write(kind, entry, **{name: entry[name] for name in fields})
    return kind


def at(day_offset: int, clock: str) -> datetime:
    day = timezone.localdate() + timedelta(days=day_offset)
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


def load_events(kinds: dict[str, EventKind], branches: dict[str, Branch]) -> None:
    for entry in read("events.toml")["events"]:
        event = row_at(Event, entry["key"])
        if event.is_demo:
            write(
                event,
                entry,
                uid=uuid5(NAMESPACE_URL, entry["key"]),
                kind=kinds[entry["kind"]],
                branch=branches[entry["branch"]],
                starts_at=at(entry["day_offset"], entry["starts"]),
                ends_at=at(entry["day_offset"], entry["ends"]),
                place=entry["place"],
                address=entry["address"],
                languages_spoken=entry["languages"],
                is_public=entry["public"],
                status=entry["status"],
            )


def load_surveys() -> None:
    for entry in read("surveys.toml")["surveys"]:
        survey = row_at(Survey, entry["slug"])
        if survey.pk:
            continue
        write(survey, entry)
        load_questions(survey, entry["questions"])
        publish_questions(survey)
        if entry["open"] and not Survey.objects.open().exists():
            open_survey(survey)


def load_questions(survey: Survey, entries: list[dict[str, Any]]) -> None:
    version = survey.versions.create(number=1)
    for position, entry in enumerate(entries, start=1):
        question = Question(version=version, position=position, kind=entry["kind"])
        question.set_texts(wording=entry["text"], hint=entry.get("hint", {}))
        write(question, {})


def load_posts(branches: dict[str, Branch]) -> None:
    entries = read("posts.toml")
    periods = {entry["key"]: load_period(entry) for entry in entries["periods"]}
    for entry in entries["posts"]:
        post = row_at(Post, entry["slug"])
        if post.pk:
            continue
        published_at = timezone.make_aware(entry["published_at"])
        period = periods[entry["period"]]
        write(post, entry, period=period, published_at=published_at, picture=picture_of(entry))
        for position, section in enumerate(entry.get("sections", []), start=1):
            branch = branches[section["branch"]]
            row = BranchSection(post=post, branch=branch, position=position)
            people = {name: section.get(name) for name in ("attended", "engaged")}
            write(row, section, picture=picture_of(section), **people)
            for quote in section.get("quotes", []):
                said = {name: quote[name] for name in ("said", "said_in")}
                write(PullQuote(section=row), quote, **said)


def load_period(entry: dict[str, Any]) -> Period:
    period, _ = Period.objects.get_or_create(
        starts_on=entry["starts_on"], ends_on=entry["ends_on"], defaults={"is_demo": True}
    )
    if period.is_demo:
        write(period, entry)
    return period


def load_promises(branches: dict[str, Branch]) -> None:
    for entry in read("promises.toml")["promises"]:
        found = Commitment.objects.filter(promise_en=entry["promise"]["en"]).first()
        promise = found or Commitment(is_demo=True)
        if promise.is_demo:
            write(
                promise,
                entry,
                branch=branches.get(entry.get("branch", "")),
                post=Post.objects.filter(slug=entry["post"]).first(),
                due_on=timezone.localdate() + timedelta(days=entry["day_offset"]),
                state=entry["state"],
            )


def picture_of(entry: dict[str, Any]) -> Picture | None:
    if "picture" not in entry:
        return None
    picture = Picture(drawing=entry["picture"], is_demo=True)
    picture.set_texts(alt=entry["picture_alt"])
    picture.save()
    return picture
