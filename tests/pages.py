"""A page as a reader finds it: words, links, languages and form fields, whatever its markup."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
UNREAD = {"script", "style", "title", "head"}


@dataclass(eq=False)
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "Element | None" = None
    children: "list[Element | str]" = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    @property
    def raw(self) -> str:
        return "".join(part if isinstance(part, str) else part.raw for part in self.children)

    @property
    def words(self) -> str:
        """The text as it is read: runs of spaces, no-break ones too, are one."""
        return " ".join(self.raw.split())

    @property
    def language(self) -> str:
        """The `lang` that holds here: the nearest one."""
        if "lang" in self.attributes:
            return self.attributes["lang"]
        return self.parent.language if self.parent else ""

    def descendants(self) -> "list[Element]":
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, Element):
                found += [child, *child.descendants()]
        return found

    def all(self, *tags: str, **attributes: str) -> "list[Element]":
        """`rel_`, `for_` and the like stand for names that Python keeps to itself."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.descendants()
            if (not tags or element.tag in tags)
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, *tags: str, **attributes: str) -> "Element":
        found = self.all(*tags, **attributes)
        assert len(found) == 1, f"{len(found)} of {tags} {attributes}"
        return found[0]


class Page(Element):
    def __init__(self, response: Any) -> None:
        super().__init__("page")
        self.status: int = response.status_code
        self.html: str = response.content.decode()
        _Builder(self).feed(self.html)

    @property
    def title(self) -> str:
        return self.one("title").words

    @property
    def description(self) -> str:
        return self.one("meta", name="description").get("content")

    @property
    def main(self) -> Element:
        return self.one("main")

    @property
    def links(self) -> list[str]:
        return [element.get("href") for element in self.all("a")]

    @property
    def alternates(self) -> dict[str, str]:
        return {
            link.get("hreflang"): link.get("href")
            for link in self.all("link", rel="alternate")
            if link.get("hreflang")
        }

    @property
    def canonical(self) -> str:
        return self.one("link", rel="canonical").get("href")

    def link(self, words: str) -> str:
        """Where the one link with these words leads."""
        found = {element.get("href") for element in self.all("a") if element.words == words}
        assert len(found) == 1, f"{found} for {words!r}"
        return found.pop()

    def language_of(self, words: str) -> str:
        """The language in which a reader's device would speak these words of the page's body."""
        holders = [
            element
            for element in self.one("body").descendants()
            if element.tag not in UNREAD and words in element.words
        ]
        assert holders, f"{words!r} is not on the page"
        return holders[-1].language

    @property
    def fields(self) -> dict[str, str]:
        """What the form that is sent by POST would send as it stands, but for its buttons."""
        form = self.one("form", method="post")
        typed = {area.get("name"): area.raw.removeprefix("\n") for area in form.all("textarea")}
        return {entry.get("name"): entry.get("value") for entry in form.all("input")} | typed

    def errors_beside(self, name: str) -> str:
        """The words beside a field, by the description that a screen reader follows."""
        control = self.one("input", "textarea", "select", name=name)
        assert control.get("aria-invalid") == "true", f"{name} is not marked as wrong"
        named = control.get("aria-describedby").split()
        return " ".join(self.one(id=key).words for key in named)


class _Builder(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.here: Element = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        above: Element | None = self.here
        while above and above.tag != tag:
            above = above.parent
        assert above and above.parent, f"</{tag}> closes nothing"
        self.here = above.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)
