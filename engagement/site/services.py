"""What stands before staff word it: a landing page and agreed words that fit any library."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from engagement.core.audit import unrecorded
from engagement.core.models import Picture
from engagement.core.prose import plain

from .models import GlossaryTerm, Section, SectionItem

CONTENT = Path(__file__).parent / "content"
GENERAL, GLOSSARY = CONTENT / "landing.toml", CONTENT / "glossary.toml"


def general_entries() -> dict[str, dict[str, Any]]:
    return {entry["key"]: entry for entry in tomllib.loads(GENERAL.read_text())["sections"]}


def is_untouched(section: Section) -> bool:
    """Whether a part still has the words it came with."""
    entry = general_entries()[section.key]
    return all(
        plain(section.stored_text(field, code)) == plain(words)
        for field in ("title", "body", "call")
        for code, words in entry.get(field, {}).items()
    )


@unrecorded()
@transaction.atomic
def complete_landing_page() -> None:
    """Add the parts that are missing; never touch one that is there."""
    there = set(Section.objects.values_list("key", flat=True))
    for key, entry in general_entries().items():
        if key not in there:
            write_section(Section(key=key), entry)


@unrecorded()
@transaction.atomic
def begin_glossary() -> None:
    """The agreed words that a library starts with, unless it has some of its own."""
    if GlossaryTerm.objects.exists():
        return
    terms = []
    for entry in tomllib.loads(GLOSSARY.read_text())["terms"]:
        term = GlossaryTerm(source_language="en", note=entry.pop("note", ""))
        term.set_texts(term=entry)
        terms.append(term)
    GlossaryTerm.objects.bulk_create(terms)


def write_section(section: Section, entry: dict[str, Any]) -> None:
    """Fill a part of the landing page from an entry of a content file."""
    section.source_language = settings.LANGUAGE_CODE
    section.set_texts(**{field: entry.get(field, {}) for field in ("title", "body", "call")})
    if "picture_alt" in entry:
        section.picture = section.picture or Picture(drawing="hero")
        section.picture.is_demo = section.is_demo
        section.picture.set_texts(alt=entry["picture_alt"])
        section.picture.save()
    section.save()
    section.items.all().delete()
    for position, item in enumerate(entry.get("items", []), start=1):
        drawing = item.get("drawing", "")
        point = SectionItem(section=section, position=position, drawing=drawing)
        point.set_texts(title=item["title"], detail=item.get("text", {}))
        point.save()
