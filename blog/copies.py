"""A post in one language for the library's own website and for e-mail: clean, with whole addresses.

Nothing of the look of this site goes along: no class, no style, few tags.
"""

import re
from html import unescape
from typing import Any
from urllib.parse import urljoin

import nh3
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from engagement.core.models import Picture
from engagement.core.prose import plain
from engagement.core.texts import Text

from .models import Post

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h3", "h4", "blockquote", "a"}
LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
MARKS = [
    (re.compile(r"<li>(?:<p>)?"), "- "),
    (re.compile(r"(?:</p>)?</li>|<br ?/?>"), "\n"),
    (re.compile(r"</(?:p|h[1-6]|ul|ol|blockquote)>"), "\n\n"),
]


def as_html(post: Post, code: str) -> str:
    return rendered("blog/copy/post.html", post, code)


def as_text(post: Post, code: str) -> str:
    return rendered("blog/copy/post.txt", post, code)


def title(post: Post, code: str) -> Text:
    return post.text("title", code)


def rendered(template: str, post: Post, code: str) -> str:
    with override(code):
        words = render_to_string(template, parts(post))
    return re.sub(r"\n{3,}", "\n\n", words).strip() + "\n"


def parts(post: Post) -> dict[str, Any]:
    address = settings.PUBLIC_URL + post.get_absolute_url()
    sections = post.sections.select_related("branch", "picture").prefetch_related("quotes")
    texts = [post.text("in_short"), post.text("introduction")]
    bodies = [section.text("body") for section in sections]
    return {
        "post": post,
        "address": address,
        "in_short": Prose(texts[0], address),
        "introduction": Prose(texts[1], address),
        "image": image(post.shown_picture),
        "sections": [
            {
                "section": section,
                "body": Prose(body, address),
                "image": image(section.shown_picture),
            }
            for section, body in zip(sections, bodies, strict=True)
        ],
        "foreign": next((text.language for text in texts + bodies if text.is_foreign), None),
    }


class Prose:
    """Rich text of a post that stands at `address`, for other places."""

    def __init__(self, text: Text, address: str) -> None:
        self.text = text
        self.address = address

    def __bool__(self) -> bool:
        return bool(plain(self.text.value))

    @property
    def html(self) -> SafeString:
        cleaned = mark_safe(self.cleaned())
        if self.text.is_foreign:
            return format_html('<div lang="{}">{}</div>', self.text.language, cleaned)
        return cleaned

    @property
    def plain(self) -> str:
        """Paragraphs and lists as lines, and after the words of a link its address."""
        words = LINK.sub(r"\2 (\1)", self.cleaned())
        for mark, line in MARKS:
            words = mark.sub(line, words)
        lines = (" ".join(line.split()) for line in unescape(strip_tags(words)).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def cleaned(self) -> str:
        return nh3.clean(
            self.text.value,
            tags=TAGS,
            attributes={"a": {"href"}},
            attribute_filter=self.whole_address,
            link_rel=None,
        )

    def whole_address(self, tag: str, name: str, value: str) -> str | None:
        """Called for every attribute; those that any tag may have are not wanted."""
        return urljoin(self.address, value) if name == "href" else None


def image(picture: Picture | None) -> dict[str, Any] | None:
    if picture is None or not (picture.drawing or picture.widths):
        return None
    return {"address": settings.PUBLIC_URL + path_of(picture), "alt": picture.text("alt")}


def path_of(picture: Picture) -> str:
    """One that lasts: that of a drawing is without the mark of its version."""
    if picture.drawing:
        return f"{settings.STATIC_URL}img/{picture.drawing}.svg"
    return reverse("core:picture", args=[picture.key, picture.widths[-1], "webp"])
