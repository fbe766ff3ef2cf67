"""Blacking out words: an answer in pieces, and the same answer without some of them."""

import re
from dataclasses import dataclass

BLOCK = "████"
# Marks around a word stay where they are; those within it (an address, a number) go with it.
AROUND = r"\s.,;:!?¡¿()\[\]…\"'“”‘’«»"
WORD = re.compile(rf"[^{AROUND}](?:\S*[^{AROUND}])?")


@dataclass(frozen=True)
class Piece:
    """A word with its number, or what stands between words."""

    text: str
    number: int | None = None


def pieces(words: str) -> list[Piece]:
    """The whole text. A word that is blacked out keeps its number, but is no longer to choose."""
    found: list[Piece] = []
    end = 0
    for number, match in enumerate(WORD.finditer(words)):
        found.append(Piece(words[end : match.start()]))
        found.append(Piece(match[0], None if match[0] == BLOCK else number))
        end = match.end()
    return [piece for piece in [*found, Piece(words[end:])] if piece.text]


def without(words: str, chosen: set[int]) -> str:
    """The text with a block for each chosen word, whose length tells nothing of the word's."""
    return "".join(BLOCK if piece.number in chosen else piece.text for piece in pieces(words))


def length_of(words: str, chosen: set[int]) -> int:
    return sum(len(piece.text) for piece in pieces(words) if piece.number in chosen)
