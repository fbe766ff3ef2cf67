"""Colours: primitives, what they are for, and what is read on what."""

import re
from pathlib import Path

import pytest
from coloraide import Color

from engagement.core import colours, stylesheet
from engagement.core.colours import EDGES, LEAST_FOR_EDGES, LEAST_FOR_WORDS, THEMES, USED, WORDS

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lch|lab|color)\(")
PURPOSE = re.compile(r"var\(--[\w-]+\)|light-dark\(var\(--[\w-]+\), var\(--[\w-]+\)\)")
NOT_RULES = re.compile(r"/\*.*?\*/|url\([^)]*\)", re.DOTALL)
PRIMITIVES, PURPOSES = colours.primitives(), colours.purposes()


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(ground, on) for ground, names in table.items() for on in names]


def rules(path: Path) -> str:
    return NOT_RULES.sub("", path.read_text())


def css(name: str) -> str:
    return rules(stylesheet.STATIC / "css" / name)


COMPONENTS = sorted(
    {
        path
        for name in stylesheet.FOLDERS
        for path in stylesheet.order(name)
        if path.name not in {"palette.css", "tokens.css"}
    }
)


def named(path: Path) -> str:
    return str(path.relative_to(stylesheet.STATIC))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ground", "on"), pairs(WORDS))
def test_words_can_be_read(ground: str, on: str, theme: str) -> None:
    assert colours.contrast(ground, on, theme) >= LEAST_FOR_WORDS


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ground", "on"), pairs(EDGES))
def test_edges_can_be_seen(ground: str, on: str, theme: str) -> None:
    assert colours.contrast(ground, on, theme) >= LEAST_FOR_EDGES


def test_primitives_are_colours_that_every_screen_has() -> None:
    for name, value in PRIMITIVES.items():
        assert value.startswith("oklch("), name
        assert Color(value).in_gamut("srgb", tolerance=0.005), name


def test_each_primitive_has_a_purpose() -> None:
    assert set(PRIMITIVES) == set(USED.findall(css("tokens.css")))


def test_purposes_refer_to_primitives_alone() -> None:
    assert not COLOUR.search(css("tokens.css"))
    for name, value in PURPOSES.items():
        assert PURPOSE.fullmatch(value), name


@pytest.mark.parametrize("path", COMPONENTS, ids=named)
def test_a_component_names_no_colour_of_its_own(path: Path) -> None:
    assert not COLOUR.search(rules(path))
    assert not set(USED.findall(rules(path))) & set(PRIMITIVES)


@pytest.mark.parametrize("path", COMPONENTS, ids=named)
def test_a_component_takes_its_type_from_the_scale(path: Path) -> None:
    sizes = re.findall(r"font-size:\s*([^;]*);", rules(path))
    assert all(
        re.fullmatch(r"var\(--text[\w-]*\)|inherit|[\d.]+em( !important)?", size) for size in sizes
    ), sizes


@pytest.mark.parametrize("name", stylesheet.FOLDERS)
def test_every_token_that_is_used_exists(name: str) -> None:
    joined = stylesheet.join(name).read_text()
    known = {name for name, _ in colours.DEFINED.findall(joined)}
    assert set(USED.findall(joined)) <= known


def test_colours_are_sent_as_older_browsers_know_them() -> None:
    sent = stylesheet.for_older_browsers(
        "--a: oklch(40.1% 0.132 355.3); --b: light-dark(var(--a), var(--c));"
    )
    assert sent == "--a: #7a1f4b; --b: var(--in-light, var(--a)) var(--in-dark, var(--c));"
    for name in stylesheet.FOLDERS:
        joined = NOT_RULES.sub("", stylesheet.join(name).read_text())
        assert "oklch(" not in joined
        assert "light-dark(" not in joined
