"""Branch libraries spelled otherwise than in the list.

Compared are words with a capital letter: a name is one typing mistake away, has lost an accent, or
stands beside “library” with a word that is not part of it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import takewhile

from django.utils.translation import gettext as _

from outreach.models import Branch

from .post import Stumble, WholePost

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s$")
ENDS_SENTENCE = re.compile(r"(?:^|[.!?…:;•—–])[\s\"'“”‘’«»¡¿(]*$")
LONGEST_BREAK = 8
# Words of a name that other places bear too.
GENERIC = {"biblioteca", "library", "santa", "east", "west"}
SHORTEST = 5
# At the beginning of a sentence any word has a capital: “Aviso” is not “Alviso”.
SHORTEST_AT_START = 9
LIKE, WORD_LIKE = 0.85, 0.8
LONGEST_BESIDE_LIBRARY = 3
# Words for a library, before which (in English) or after which a branch is named.
LIBRARY = {
    "en": {"branch", "library"},
    "es": {"sucursal", "biblioteca"},
    "vi": {"viện", "nhánh"},
}

Words = tuple[str, ...]


@dataclass(frozen=True)
class Name:
    """A name as it is written, its words, and the name in the list that it stands for."""

    words: Words
    branch: str


def misspelt(whole: WholePost) -> Iterator[Stumble]:
    names = names_of(whole.branches)
    accented = cities_with_accents(whole.branches)
    for passage in whole.written():
        found = {
            pair: None
            for line in passage.lines
            for pair in (
                *near_misses(line, names, accented),
                *beside_library(line, passage.language, names),
            )
        }
        for written, meant in found:
            yield passage.stumble(
                _("“%(written)s”: the list writes “%(name)s”.")
                % {"written": written, "name": meant}
            )


def names_of(branches: list[Branch]) -> list[Name]:
    return [
        Name(words_of(name), branch.name)
        for branch in branches
        for name in [branch.name, *branch.aliases.split(";")]
        if name.strip()
    ]


def cities_with_accents(branches: list[Branch]) -> list[Name]:
    cities = {branch.city.split(",")[0].strip() for branch in branches}
    return [Name(words_of(city), city) for city in sorted(cities) if fold(city) != city.lower()]


def words_of(text: str) -> Words:
    return tuple(WORD.findall(unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """In small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@dataclass(frozen=True)
class Window:
    """Some words that follow one another in a line."""

    words: Words
    begins_sentence: bool

    @property
    def written(self) -> str:
        return " ".join(self.words)


def near_misses(line: str, names: list[Name], accented: list[Name]) -> Iterator[tuple[str, str]]:
    rest = without_known(line, names)
    for name in names:
        for window in windows(rest, len(name.words)):
            if is_near(window, name) or has_lost_accent(window, name):
                yield window.written, name.branch
        yield from joined_or_split(rest, name)
    for city in accented:
        for window in windows(line, len(city.words)):
            if has_lost_accent(window, city):
                yield window.written, city.branch


def without_known(line: str, names: list[Name]) -> str:
    """A dot stands for each name that is spelled as in the list; longer names go first."""
    for name in sorted(names, key=lambda name: -len(name.words)):
        pattern = r"\W+".join(map(re.escape, name.words))
        line = re.sub(rf"\b{pattern}\b", " · ", line, flags=re.IGNORECASE)
    return line


@lru_cache(maxsize=64)
def windows(line: str, size: int) -> list[Window]:
    """Those that begin with a capital; punctuation may stand within, as in “Dr. King”.

    Kept for a while, since each name of a size looks at the same ones.
    """
    words = list(WORD.finditer(line))
    runs = [words[first : first + size] for first in range(len(words) - size + 1)]
    found = (
        Window(words_of_run(run), bool(begins_sentence(line, run[0].start())))
        for run in runs
        if run[0][0][0].isupper() and "·" not in line[run[0].start() : run[-1].end()]
    )
    return list(dict.fromkeys(found))


def begins_sentence(line: str, start: int) -> bool:
    """Seen from what stands just before."""
    return bool(ENDS_SENTENCE.search(line, max(0, start - LONGEST_BREAK), start))


def words_of_run(run: list[re.Match[str]]) -> Words:
    return tuple(POSSESSIVE.sub("", match[0]) for match in run)


def is_near(window: Window, name: Name) -> bool:
    written, meant = fold(window.written), fold(" ".join(name.words))
    shortest = SHORTEST_AT_START if window.begins_sentence else SHORTEST
    if meant in GENERIC or len(meant) < shortest or written[0] != meant[0]:
        return False
    if written.removesuffix("s") == meant.removesuffix("s"):
        return False
    pairs = zip(written.split(), meant.split(), strict=True)
    return like(written, meant) >= LIKE and all(like(*pair) >= WORD_LIKE for pair in pairs)


def like(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > 2:
        return 0
    return SequenceMatcher(None, one, other).ratio()


def has_lost_accent(window: Window, name: Name) -> bool:
    written, meant = window.written.lower(), " ".join(name.words).lower()
    return written != meant and fold(written) == fold(meant)


def joined_or_split(line: str, name: Name) -> Iterator[tuple[str, str]]:
    """“Rosegarden”, “Hill View”."""
    meant = fold("".join(name.words))
    for size in {len(name.words) - 1, len(name.words) + 1} - {0}:
        for window in windows(line, size):
            if len(meant) >= SHORTEST and fold("".join(window.words)) == meant:
                yield window.written, name.branch


def beside_library(line: str, language: str, names: list[Name]) -> Iterator[tuple[str, str]]:
    """“Tully Road Library”: the first word is one branch's alone, but not the name."""
    words = words_of(line)
    for place, word in enumerate(words):
        if word.lower() in LIBRARY.get(language, ()):
            named = named_beside(words, place, language)
            if language == "en":
                named = without_lead(named, names)
            if branch := meant_by(named, word, names):
                yield " ".join(named), branch


def named_beside(words: Words, place: int, language: str) -> Words:
    """Those with a capital next to the word for a library; in Spanish “de” may stand between."""
    if language == "en":
        before = words[max(0, place - LONGEST_BESIDE_LIBRARY - 1) : place]
        return tuple(takewhile(begins_high, before[::-1]))[::-1]
    start = place + 2 if words[place + 1 : place + 2] == ("de",) else place + 1
    after = words[start : start + LONGEST_BESIDE_LIBRARY + 1]
    return tuple(takewhile(begins_high, after))


def begins_high(word: str) -> bool:
    return word[0].isupper()


def meant_by(named: Words, library: str, names: list[Name]) -> str | None:
    """The branch that one of the words belongs to, unless it is written as in the list."""
    spellings = {name.words for name in names}
    if (
        len(named) > LONGEST_BESIDE_LIBRARY
        or {named, (*named, library), (library, *named)} & spellings
    ):
        return None
    return next((name.branch for word in named for name in names_of_word(word, names)), None)


def without_lead(words: Words, names: list[Name]) -> Words:
    """In “Visit Your Tully Library” the name begins with its first word that is in the list."""
    known = {word for name in names for word in name.words}
    while words and words[0] not in known:
        words = words[1:]
    return words


def names_of_word(word: str, names: list[Name]) -> list[Name]:
    found = [name for name in names if name.words[0] == word]
    single = len({name.branch for name in found}) == 1
    return found if single and fold(word) not in GENERIC else []
