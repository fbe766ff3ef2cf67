"""Rich text as XLIFF 2.0 has it: tags become `pc` and `ph`, whose markup a translator cannot break.

http://docs.oasis-open.org/xliff/xliff-core/v2.0/xliff-core-v2.0.html#inlineelements
"""

from html import escape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
VOID = {"br", "hr", "img"}


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


class Encoder(HTMLParser):
    """Into a `source` or `target`; `data` gets each piece of markup once, by its key."""

    def __init__(self, into: Element, data: dict[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.open, self.data, self.count = [into], data, 0

    def key_of(self, markup: str) -> str:
        for key, known in self.data.items():
            if known == markup:
                return key
        key = f"d{len(self.data) + 1}"
        self.data[key] = markup
        return key

    def begin(self, name: str, **attributes: str) -> Element:
        self.count += 1
        return SubElement(self.open[-1], tag(name), {"id": str(self.count), **attributes})

    def handle_starttag(self, name: str, attrs: object) -> None:
        key = self.key_of(self.get_starttag_text() or "")
        if name in VOID:
            self.begin("ph", dataRef=key)
            return
        end = self.key_of(f"</{name}>")
        self.open.append(self.begin("pc", dataRefStart=key, dataRefEnd=end))

    def handle_startendtag(self, name: str, attrs: object) -> None:
        self.begin("ph", dataRef=self.key_of(self.get_starttag_text() or ""))

    def handle_endtag(self, name: str) -> None:
        if name not in VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, words: str) -> None:
        add_text(self.open[-1], words)


def add_text(element: Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def encode(text: str, is_rich: bool, into: Element, data: dict[str, str]) -> None:
    if not is_rich:
        into.text = text
        return
    encoder = Encoder(into, data)
    encoder.feed(text)
    encoder.close()


def decode(element: Element, data: dict[str, str], is_rich: bool) -> str:
    """`KeyError` where a tag is unknown, or refers to markup that is not there."""
    parts = [words(element.text, is_rich)]
    for child in element:
        if child.tag == tag("pc"):
            start, end = data[child.attrib["dataRefStart"]], data[child.attrib["dataRefEnd"]]
            parts += [start, decode(child, data, is_rich), end]
        elif child.tag == tag("ph"):
            parts.append(data[child.attrib["dataRef"]])
        else:
            raise KeyError(child.tag)
        parts.append(words(child.tail, is_rich))
    return "".join(parts)


def words(text: str | None, is_rich: bool) -> str:
    return escape(text or "", quote=False) if is_rich else text or ""


def tags_in(element: Element) -> list[tuple[str, ...]]:
    """What must be the same in source and target, in whatever order."""
    return sorted(
        (child.tag, child.get("dataRef", ""), child.get("dataRefStart", ""))
        for child in element.iter()
        if child.tag in {tag("pc"), tag("ph")}
    )
