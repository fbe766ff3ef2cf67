"""Where the words stand: in the reader's language, else in another one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from blog.models import Post
from blog.search import posts_saying
from engagement.core import languages
from engagement.core.search import Words, by_index
from outreach.models import Event
from outreach.search import events_saying

from .pages import Sources, pages_saying

# Of each kind those nearest in time; nobody reads on, and one more word helps better.
MOST = 100


@dataclass(frozen=True)
class Hit:
    kind: str
    # A page, or the key of a row.
    which: Any
    rank: float
    words: Words

    @property
    def key(self) -> tuple[str, Any]:
        return self.kind, getattr(self.which, "address", self.which)


@dataclass(frozen=True)
class Found:
    here: list[Hit]
    elsewhere: list[Hit]
    # Marks were typed, and the words stand nowhere with them.
    without_marks: bool = False

    @property
    def hits(self) -> list[Hit]:
        return self.here + self.elsewhere

    @property
    def is_cut(self) -> bool:
        kinds = [hit.kind for hit in self.here]
        return any(kinds.count(kind) >= MOST for kind in ("post", "event"))


def find(typed: str, language: str) -> Found:
    words, sources = Words.of(typed, language), Sources()
    here = look(words, sources)
    without_marks = not here and bool(words.loose)
    if without_marks:
        here = look(words.loosely, sources)
    return Found(here, elsewhere(typed, language, here, sources), without_marks and bool(here))


def elsewhere(typed: str, language: str, here: list[Hit], sources: Sources) -> list[Hit]:
    """What is found in another language alone, once."""
    known, hits = {hit.key for hit in here}, []
    if len(here) >= MOST:
        return []
    for code in languages.CODES:
        found = look(Words.of(typed, code), sources) if code != language else []
        hits += [hit for hit in found if hit.key not in known]
        known |= {hit.key for hit in found}
    return hits


def look(words: Words, sources: Sources) -> list[Hit]:
    """The best first; of equals pages, then events, then posts, the nearest in time first."""
    if not words:
        return []
    with by_index():
        return sorted(looked_up(words, sources), key=lambda hit: -hit.rank)


def looked_up(words: Words, sources: Sources) -> Iterator[Hit]:
    for page, rank in pages_saying(words, sources):
        yield Hit(page.kind, page, rank, words)
    events = events_saying(Event.objects.public(), words).nearest_first()
    for key, rank in events.values_list("pk", "rank")[:MOST]:
        yield Hit("event", key, rank, words)
    posts = posts_saying(Post.objects.published(), words).newest_first()
    for key, rank in posts.values_list("pk", "rank")[:MOST]:
        yield Hit("post", key, rank, words)
