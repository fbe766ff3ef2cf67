"""Texts on their way to professional translators and back, as XLIFF 2.0.

http://docs.oasis-open.org/xliff/xliff-core/v2.0/xliff-core-v2.0.html
"""

from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from engagement.core.reviews import State

from .glossary import Glossary
from .inline import NAMESPACE, encode, tag
from .units import Unit

ElementTree.register_namespace("", NAMESPACE)
PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
# What the states of a segment mean here; `reviewed` and `final` say that a person vouches for it.
STATES = {
    State.MISSING: "initial",
    State.DRAFT: "translated",
    State.OUT_OF_DATE: "translated",
    State.REVIEWED: "final",
    State.ORIGINAL: "final",
}


def documents(units: Iterable[Unit]) -> dict[tuple[str, str], bytes]:
    """A file for each pair of languages: what was written first in Vietnamese is apart."""

    def pair(unit: Unit) -> tuple[str, str]:
        return unit.original_language, unit.language

    ordered = sorted(units, key=pair)
    return {key: document(*key, list(found)) for key, found in groupby(ordered, key=pair)}


def document(source: str, target: str, units: list[Unit]) -> bytes:
    attributes = {"version": "2.0", "srcLang": source, "trgLang": target}
    root = Element(tag("xliff"), attributes)
    glossary = Glossary(source, target)
    files: dict[str, Element] = {}
    for unit in units:
        key = f"{unit.kind}-{unit.row.pk}"
        if key not in files:
            files[key] = SubElement(root, tag("file"), {"id": key, **PRESERVE})
            add_notes(files[key], [("where", f"{unit.kind_name}: {unit.row}")])
        add_unit(files[key], unit, glossary)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def add_notes(into: Element, notes: list[tuple[str, str]]) -> None:
    holder = SubElement(into, tag("notes"))
    for category, words in notes:
        SubElement(holder, tag("note"), {"category": category}).text = words


def add_unit(file: Element, unit: Unit, glossary: Glossary) -> None:
    made = SubElement(file, tag("unit"), {"id": unit.field, "name": unit.label})
    agreed = [
        ("agreed", f"{term.said}: {term.translation}{f' ({term.note})' if term.note else ''}")
        for term in glossary.used_in(unit.original)
    ]
    changed = [("changed", f"{one.before} → {one.now}") for one in unit.changes]
    add_notes(made, [("state", str(unit.state.label)), *changed, *agreed])
    data: dict[str, str] = {}
    holder = Element(tag("originalData"))
    segment = Element(tag("segment"), {"id": "s1", "state": STATES[unit.state]})
    encode(unit.original, unit.is_rich, SubElement(segment, tag("source")), data)
    if unit.translation:
        encode(unit.translation, unit.is_rich, SubElement(segment, tag("target")), data)
    for key, markup in data.items():
        SubElement(holder, tag("data"), {"id": key}).text = markup
    made.extend([holder, segment] if data else [segment])
