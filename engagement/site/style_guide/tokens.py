"""The site's colours, sizes and spaces as its stylesheet names them."""

from dataclasses import dataclass
from functools import cache

from engagement.core import colours


@dataclass(frozen=True)
class Pair:
    """Something that is read or seen on a ground, and how well in light and in dark."""

    ground: str
    on: str
    least: float
    light: float
    dark: float


def pair(ground: str, on: str, least: float) -> Pair:
    light, dark = (round(colours.contrast(ground, on, theme), 1) for theme in colours.THEMES)
    return Pair(ground, on, least, light, dark)


@cache
def pairs() -> list[Pair]:
    tables = [
        (colours.WORDS, colours.LEAST_FOR_WORDS),
        (colours.EDGES, colours.LEAST_FOR_EDGES),
    ]
    return [
        pair(ground, on, least)
        for table, least in tables
        for ground, names in table.items()
        for on in names
    ]


def purposes() -> list[str]:
    return list(colours.purposes())


@cache
def named(beginning: str) -> list[str]:
    """Of the scale, without the two dashes."""
    return [name[2:] for name in colours.defined("scale.css") if name.startswith(beginning)]
