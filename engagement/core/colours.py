"""What the site's colours are for, which are read on which, and how well."""

import re

from coloraide import Color

from .stylesheet import FOLDERS

DEFINED = re.compile(r"(--[\w-]+):\s*([^;]*);")
USED = re.compile(r"var\((--[\w-]+)")
THEMES = ("light", "dark")

# Words on a ground: read at 4.5 to 1.
LEAST_FOR_WORDS = 4.5
WORDS = {
    "--page": ["--ink", "--ink-soft", "--accent", "--accent-strong", "--bad", "--good"],
    "--page-quiet": ["--ink", "--ink-soft", "--accent", "--accent-strong", "--bad"],
    "--sky": ["--ink", "--ink-soft", "--accent", "--accent-strong"],
    "--bubble": ["--ink", "--ink-soft", "--accent", "--accent-strong", "--bad"],
    "--accent-soft": ["--ink", "--accent", "--accent-strong"],
    "--note": ["--ink", "--accent", "--accent-strong"],
    "--accent": ["--on-accent"],
    "--accent-strong": ["--on-accent"],
    "--bad": ["--page"],
    "--mark": ["--on-mark"],
    "--ground": ["--on-ground", "--on-ground-soft", "--sun"],
}
# An edge of something to press or fill in, or where the focus is: seen at 3 to 1.
LEAST_FOR_EDGES = 3.0
EDGES = {
    "--page": ["--edge", "--ring", "--accent", "--bad"],
    "--page-quiet": ["--edge", "--ring"],
    "--sky": ["--ring", "--accent"],
    "--bubble": ["--ring", "--edge"],
    "--accent-soft": ["--ring", "--accent"],
    "--note": ["--ring"],
    "--ground": ["--sun"],
}


def defined(file: str) -> dict[str, str]:
    """The first definition of each token: the screen's."""
    found: dict[str, str] = {}
    for name, value in DEFINED.findall((FOLDERS["css/site.css"] / file).read_text()):
        found.setdefault(name, value)
    return found


def primitives() -> dict[str, str]:
    return defined("palette.css")


def purposes() -> dict[str, str]:
    tokens = defined("tokens.css").items()
    return {name: value for name, value in tokens if not name.startswith("--in-")}


def colour(name: str, theme: str) -> Color:
    chosen = USED.findall(purposes()[name])
    return Color(primitives()[chosen[-1] if theme == "dark" else chosen[0]])


def contrast(ground: str, on: str, theme: str) -> float:
    return colour(on, theme).contrast(colour(ground, theme), method="wcag21")
