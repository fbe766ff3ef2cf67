"""The words of the site and of its demonstration: formal, and those that have been agreed."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import polib
import pytest
from django.conf import settings

from blog.stumbles.wording import DATE_IN_FIGURES, INFORMAL
from engagement.core.prose import plain
from engagement.core.search import plain_letters
from engagement.site.services import GLOSSARY

ROOT = settings.BASE_DIR
CONTENT = [*ROOT.glob("engagement/site/*/*.toml")]
CATALOGUES = ["locale", "engagement/core/package_messages"]
# Words with other meanings besides, or with a better word in some sentences.
LOOSE = {
    "table", "booth", "neighbor", "resident", "outreach", "reaching out", "senior", "partner",
    "promise",
}  # fmt: skip
# One and many are one word here, but in Vietnamese, whose words do not change.
ENDING = re.compile(r"(?<=\w\w)e?s?\b")

Pair = tuple[str, str]


def catalogue(language: str) -> Iterator[Pair]:
    for folder in CATALOGUES:
        for entry in polib.pofile(str(ROOT / folder / language / "LC_MESSAGES/django.po")):
            for translation in [entry.msgstr, *entry.msgstr_plural.values()]:
                yield f"{entry.msgid} {entry.msgid_plural}", translation


def content(language: str) -> Iterator[Pair]:
    for file in CONTENT:
        yield from texts_in(tomllib.loads(file.read_text()), language)


def texts_in(value: Any, language: str) -> Iterator[Pair]:
    if isinstance(value, dict) and isinstance(value.get("en"), str) and language in value:
        yield plain(value["en"]), plain(value[language])
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner, language)


def written(language: str) -> list[Pair]:
    pairs = [*catalogue(language), *content(language)]
    assert len(pairs) > 1_000
    return pairs


def agreed(language: str) -> list[Pair]:
    """The longer ones first: a neighborhood association is not a neighborhood."""
    terms = tomllib.loads(GLOSSARY.read_text())["terms"]
    found = [(term["en"], term[language]) for term in terms if term["en"] not in LOOSE]
    return sorted(found, key=lambda pair: len(pair[0]), reverse=True)


def simple(text: str, language: str) -> str:
    return text.lower() if language == "vi" else ENDING.sub("", plain_letters(text))


def without(text: str, words: str) -> str | None:
    """The text without these words, or None if it does not say them."""
    rest, number = re.subn(rf"(?<!\w){re.escape(words)}(?!\w)", " ", text)
    return rest if number else None


def badly_put(original: str, text: str, language: str, names: bool) -> Iterator[str]:
    here = simple(text, language)
    for term, translation in agreed(language):
        rest = without(original, term if names else simple(term, "en"))
        # A name is known by its capitals.
        if rest is not None and term[0].isupper() == names:
            original = rest
            if simple(translation, language) not in here:
                yield f"{term} is {translation}: {text}"


@pytest.mark.parametrize("language", ["vi", "es"])
def test_readers_are_addressed_formally(language: str) -> None:
    texts = (translation for _original, translation in written(language))
    assert [text for text in texts if INFORMAL[language].search(text)] == []


@pytest.mark.parametrize("language", ["vi", "es"])
def test_no_date_stands_in_figures(language: str) -> None:
    texts = (translation for _original, translation in content(language))
    assert [text for text in texts if DATE_IN_FIGURES.search(text)] == []


@pytest.mark.parametrize("language", ["vi", "es"])
def test_agreed_words_are_used(language: str) -> None:
    wrong = [
        sentence
        for original, text in written(language)
        if text
        for is_name, source in ((True, original), (False, simple(original, "en")))
        for sentence in badly_put(source, text, language, is_name)
    ]
    assert wrong == []
