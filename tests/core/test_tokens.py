"""Colours: primitives, what they are for, and what is read on what."""

import re
from pathlib import Path

import pytest
from coloraide import Color
from django.conf import settings

from engagement.core import stylesheet

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lch|lab|color)\(")
DEFINED = re.compile(r"(--[\w-]+):\s*([^;]*);")
USED = re.compile(r"var\((--[\w-]+)")
PURPOSE = re.compile(r"var\(--[\w-]+\)|light-dark\(var\(--[\w-]+\), var\(--[\w-]+\)\)")
NOT_RULES = re.compile(r"/\*.*?\*/|url\([^)]*\)", re.DOTALL)
STATIC = settings.BASE_DIR / "static"
THEMES = ["light", "dark"]

# Written on: read at 4.5 to 1.
GROUNDS = {
    "--page": ["--ink", "--ink-soft", "--accent", "--accent-strong", "--bad", "--good"],
    "--page-quiet": ["--ink", "--ink-soft", "--accent", "--accent-strong"],
    "--sky": ["--ink", "--ink-soft", "--accent", "--accent-strong"],
    "--bubble": ["--ink", "--ink-soft", "--accent", "--accent-strong"],
    "--accent-soft": ["--ink", "--accent", "--accent-strong"],
    "--note": ["--ink", "--accent", "--accent-strong"],
    "--accent": ["--on-accent"],
    "--accent-strong": ["--on-accent"],
    "--bad": ["--page"],
    "--mark": ["--on-mark"],
    "--ground": ["--on-ground", "--on-ground-soft", "--sun"],
}
# Seen beside: an edge of something to press or fill in, or where the focus is, at 3 to 1.
EDGES = {
    "--page": ["--edge", "--ring", "--accent", "--bad"],
    "--page-quiet": ["--edge", "--ring"],
    "--sky": ["--ring", "--accent"],
    "--bubble": ["--ring", "--edge"],
    "--accent-soft": ["--ring", "--accent"],
    "--note": ["--ring"],
    "--ground": ["--sun"],
}


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(ground, on) for ground, names in table.items() for on in names]


def rules(path: Path) -> str:
    return NOT_RULES.sub("", path.read_text())


def css(name: str) -> str:
    return rules(stylesheet.SOURCES / name)


def defined(text: str) -> dict[str, str]:
    """The first definition of each: the screen's."""
    return dict(reversed(DEFINED.findall(text)))


PRIMITIVES = defined(css("palette.css"))
MEANINGS = {
    name: value
    for name, value in defined(css("tokens.css")).items()
    if not name.startswith("--in-")
}
COMPONENTS = sorted(
    path
    for path in (STATIC / "css").glob("*.css")
    if path.name not in {"palette.css", "tokens.css"}
)


def colour(name: str, theme: str) -> Color:
    chosen = USED.findall(MEANINGS[name])
    return Color(PRIMITIVES[chosen[-1] if theme == "dark" else chosen[0]])


def named(path: Path) -> str:
    return str(path.relative_to(STATIC))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ground", "on"), pairs(GROUNDS))
def test_words_can_be_read(ground: str, on: str, theme: str) -> None:
    assert colour(on, theme).contrast(colour(ground, theme), method="wcag21") >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ground", "on"), pairs(EDGES))
def test_edges_can_be_seen(ground: str, on: str, theme: str) -> None:
    assert colour(on, theme).contrast(colour(ground, theme), method="wcag21") >= 3


def test_primitives_are_colours_that_every_screen_has() -> None:
    for name, value in PRIMITIVES.items():
        assert value.startswith("oklch("), name
        assert Color(value).in_gamut("srgb", tolerance=0.005), name


def test_each_primitive_has_a_purpose() -> None:
    assert set(PRIMITIVES) == set(USED.findall(css("tokens.css")))


def test_purposes_refer_to_primitives_alone() -> None:
    assert not COLOUR.search(css("tokens.css"))
    for name, value in MEANINGS.items():
        assert PURPOSE.fullmatch(value), name


@pytest.mark.parametrize("path", COMPONENTS, ids=named)
def test_a_component_names_no_colour_of_its_own(path: Path) -> None:
    assert not COLOUR.search(rules(path))
    assert not set(USED.findall(rules(path))) & set(PRIMITIVES)


@pytest.mark.parametrize("path", COMPONENTS, ids=named)
def test_a_component_takes_its_type_from_the_scale(path: Path) -> None:
    sizes = re.findall(r"font-size:\s*([^;]*);", rules(path))
    assert all(re.fullmatch(r"var\(--text[\w-]*\)|inherit|[\d.]+em", size) for size in sizes), sizes


def test_every_token_that_is_used_exists() -> None:
    joined = stylesheet.join().read_text()
    known = {name for name, _ in DEFINED.findall(joined)}
    assert set(USED.findall(joined)) <= known


def test_colours_are_sent_as_older_browsers_know_them() -> None:
    sent = stylesheet.for_older_browsers(
        "--a: oklch(40.1% 0.132 355.3); --b: light-dark(var(--a), var(--c));"
    )
    assert sent == "--a: #7a1f4b; --b: var(--in-light, var(--a)) var(--in-dark, var(--c));"
    joined = stylesheet.join().read_text()
    assert "oklch" not in joined
    assert "light-dark(" not in NOT_RULES.sub("", joined)
