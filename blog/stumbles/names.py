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
# One word of a single branch's other name that is a word of every language page.
GENERIC = {"biblioteca", "library"}
SHORTEST = 5
# At the beginning of a sentence any word has a capital: “Aviso” is not “Alviso”.
SHORTEST_AT_START = 9
LIKE, WORD_LIKE = 0.85, 0.8
LONGEST_BESIDE_LIBRARY = 3
CAPITALS = r"((?:[^\W\d_a-z][\w.'’]*[ ]?){1,5})"
BESIDE_LIBRARY = {
    "en": re.compile(CAPITALS + r"\b(?:[Bb]ranch|[Ll]ibrary)\b"),
    "es": re.compile(r"\b(?:[Ss]ucursal|[Bb]iblioteca)(?: de)? " + CAPITALS),
    "vi": re.compile(r"\b(?:[Tt]hư viện|[Cc]hi nhánh) " + CAPITALS),
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
    found = list(WORD.finditer(line))
    runs = [found[first : first + size] for first in range(len(found) - size + 1)]
    return [
        Window(words_of_run(run), bool(ENDS_SENTENCE.search(line[: run[0].start()])))
        for run in runs
        if run[0][0][0].isupper() and "·" not in line[run[0].start() : run[-1].end()]
    ]


def words_of_run(run: list[re.Match[str]]) -> Words:
    return tuple(POSSESSIVE.sub("", match[0]) for match in run)


def is_near(window: Window, name: Name) -> bool:
    written, meant = fold(window.written), fold(" ".join(name.words))
    shortest = SHORTEST_AT_START if window.begins_sentence else SHORTEST
    if meant in GENERIC or len(written) < shortest or written[0] != meant[0]:
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
    pattern = BESIDE_LIBRARY.get(language)
    for match in pattern.finditer(line) if pattern else ():
        words = capitals(words_of(match[1]), language)
        if language == "en":
            words = without_lead(words, names)
        branch = next((name.branch for word in words for name in names_of_word(word, names)), None)
        if branch and not is_known(words, match[0], names):
            yield " ".join(words), branch


def capitals(words: Words, language: str) -> Words:
    """Those next to “library”: in English they stand before it."""
    if language == "en":
        return tuple(takewhile(begins_high, words[::-1]))[::-1]
    return tuple(takewhile(begins_high, words))


def begins_high(word: str) -> bool:
    return word[0].isupper()


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


def is_known(words: Words, whole: str, names: list[Name]) -> bool:
    spellings = {name.words for name in names}
    return len(words) > LONGEST_BESIDE_LIBRARY or words in spellings or words_of(whole) in spellings
