"""A delivery from translators: every unit is looked at first, and all is brought in or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from engagement.core import languages
from engagement.core.reviews import State
from engagement.core.texts import TranslatedModel

from .inline import decode, tag, tags_in
from .queue import BY_LABEL, languages_of, rows_at
from .saving import save
from .units import Unit

VOUCHED = {"reviewed", "final"}


class Unreadable(Exception):
    """With a sentence for whoever sent the file."""


@dataclass
class Line:
    """What becomes of one unit. `text` is None where nothing is to be written."""

    where: str
    verdict: str | Promise
    is_error: bool = False
    unit: Unit | None = None
    text: str | None = None
    is_reviewed: bool = False


WILL_BE_REVIEWED = pgettext_lazy("delivery", "Is brought in; it counts as reviewed.")
WILL_BE_DRAFT = pgettext_lazy("delivery", "Is brought in as a draft.")
OLD_DRAFT = gettext_lazy("The original has changed since: is brought in as a draft.")
OLD_KEPT = gettext_lazy("The original has changed since, and readers have a text: left as it is.")
NOT_VOUCHED = gettext_lazy(
    "Readers have a text, and this one is not marked as reviewed: left as it is."
)
UNCHANGED = gettext_lazy("Nothing has changed.")
EMPTY = gettext_lazy("There is no translation in it.")
UNKNOWN = gettext_lazy("There is no such text here, or it is not yours to write.")
TWICE = gettext_lazy("This text stands in the file twice.")
BROKEN = gettext_lazy("Its tags are not those of the original.")


def read(content: bytes) -> Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable(_("This is not an XLIFF file as this site makes it."))
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Unreadable(_("This is no XLIFF file, or a damaged one.")) from None
    if root.tag != tag("xliff") or not root.get("version", "").startswith("2."):
        raise Unreadable(_("This is not XLIFF 2.0."))
    if root.get("trgLang") not in languages.CODES:
        raise Unreadable(_("It is in a language that this site does not have."))
    return root


def check(root: Element, request: HttpRequest) -> list[Line]:
    rows = rows_of(root, request)
    seen: set[str] = set()
    lines = []
    for file in root.iter(tag("file")):
        for found in file.iter(tag("unit")):
            where = f"{file.get('id', '')} / {found.get('id', '')}"
            if where in seen:
                lines.append(Line(where, TWICE, is_error=True))
            else:
                lines.append(line_of(where, found, rows.get(file.get("id", "")), root, request))
            seen.add(where)
    return lines


def rows_of(root: Element, request: HttpRequest) -> dict[str, TranslatedModel]:
    """Those that this person may translate, in one query a kind; locked until all is brought in."""
    keys: dict[str, list[int]] = {}
    for file in root.iter(tag("file")):
        label, _dash, key = file.get("id", "").rpartition("-")
        if label in BY_LABEL and key.isascii() and key.isdigit() and len(key) < 19:
            keys.setdefault(label, []).append(int(key))
    found: dict[str, TranslatedModel] = {}
    for label, wanted in keys.items():
        kind = BY_LABEL[label]
        if root.get("trgLang") in languages_of(request, kind):
            rows = rows_at(request, kind, wanted)
            found |= {f"{label}-{row.pk}": row for row in rows}
    return found


def line_of(
    where: str, found: Element, row: TranslatedModel | None, root: Element, request: HttpRequest
) -> Line:
    field, language = found.get("id", ""), root.get("trgLang", "")
    if row is None or field not in row.translated_fields():
        return Line(where, UNKNOWN, is_error=True)
    unit = Unit(row, field, language)
    where = f"{unit.kind_name}: {row} / {unit.label}"
    if unit.original_language != root.get("srcLang") or unit.original_language == language:
        return Line(where, UNKNOWN, is_error=True)
    try:
        source, target, has_its_tags = both(found, unit)
        text = cleaned(unit, target) if target else ""
        if text and text != unit.translation and not has_its_tags:
            raise ValueError
    except (KeyError, ValueError, RecursionError):
        return Line(where, BROKEN, is_error=True)
    except ValidationError as refused:
        return Line(where, " ".join(refused.messages), is_error=True)
    is_old = cleaned(unit, source) != unit.original
    return verdict(Line(where, "", unit=unit, text=text), is_old, states_in(found) <= VOUCHED)


def both(found: Element, unit: Unit) -> tuple[str, str, bool]:
    """Source and target of all segments, for a translator's program may have made more of one;
    and whether the target has the tags of the source. What staff wrote here may have others."""
    data = {one.get("id", ""): one.text or "" for one in found.iter(tag("data"))}
    sources, targets, has_its_tags = [], [], True
    for segment in [*found.iter(tag("segment")), *found.iter(tag("ignorable"))]:
        source, target = segment.find(tag("source")), segment.find(tag("target"))
        if source is None:
            raise ValueError
        sources.append(decode(source, data, unit.is_rich))
        if target is not None and (target.text or len(target)):
            has_its_tags &= tags_in(source) == tags_in(target)
            targets.append(decode(target, data, unit.is_rich))
    return "".join(sources), "".join(targets), has_its_tags


def states_in(found: Element) -> set[str]:
    return {segment.get("state", "initial") for segment in found.iter(tag("segment"))}


def cleaned(unit: Unit, text: str) -> Any:
    """As a form would keep it: sanitised, and refused if it is too long."""
    return unit.row._meta.get_field(unit.column).clean(text, unit.row)  # type: ignore[union-attr]


def verdict(line: Line, is_old: bool, is_vouched: bool) -> Line:
    """What an older original was translated to may fill a gap, and never counts as reviewed."""
    unit = line.unit
    assert unit
    is_read = unit.state.is_read
    same = line.text == unit.translation
    if not line.text:
        line.verdict, line.text = EMPTY, None
    elif same and (is_old or not is_vouched or unit.state == State.REVIEWED):
        line.verdict, line.text = UNCHANGED, None
    elif is_old:
        line.verdict = OLD_KEPT if is_read else OLD_DRAFT
        line.text = None if is_read else line.text
    elif is_vouched:
        line.verdict, line.is_reviewed = WILL_BE_REVIEWED, True
    else:
        line.verdict = NOT_VOUCHED if is_read else WILL_BE_DRAFT
        line.text = None if is_read else line.text
    return line


def bring_in(content: bytes, request: HttpRequest, *, for_good: bool) -> list[Line]:
    """What becomes of each unit. Nothing is kept if one of them is wrong, or not `for_good`."""
    with transaction.atomic():
        lines = check(read(content), request)
        if for_good and not any(line.is_error for line in lines):
            for row in written(lines, request):
                save(row)
    return lines


def written(lines: list[Line], request: HttpRequest) -> Iterator[TranslatedModel]:
    rows = {}
    for line in lines:
        if line.unit is None or line.text is None:
            continue
        row = line.unit.row
        row.fill(line.unit.field, line.unit.language, line.text)
        if line.is_reviewed:
            row.reviewed(line.unit.field, line.unit.language, request.user)
        rows[id(row)] = row
    yield from rows.values()
