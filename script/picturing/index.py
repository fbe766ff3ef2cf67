"""The pages that show what script/screenshots took: by state, and by language, size and scheme."""

import re
from collections import defaultdict
from html import escape
from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "var" / "screenshots"
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui; margin: 1rem }}
ul {{ columns: 16rem; padding: 0; list-style: none }}
main {{ display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)) }}
figure {{ margin: 0; border: 1px solid #999; padding: .5rem }}
img {{ display: block; height: 30rem; object-fit: contain; object-position: top; width: 100% }}
</style>
<h1>{title}</h1>
<nav>{links}</nav>
<main>{pictures}</main>
"""


def write_index() -> None:
    """Two ways in, each a plain page: everything of one state, or all states as one reader."""
    by_state, by_reader = defaultdict(list), defaultdict(list)
    for picture in sorted(FOLDER.glob("*.jpeg")):
        state, reader = picture.stem.split(".", 1)
        by_state[state].append(picture.name)
        by_reader[reader.replace(".", " ")].append(picture.name)
    for group in (by_state, by_reader):
        for name, pictures in group.items():
            (FOLDER / file_of(name)).write_text(page(name, "<a href=index.html>All</a>", pictures))
    links = listed("As a reader", by_reader) + listed("By state", by_state)
    (FOLDER / "index.html").write_text(page("Screenshots", links, []))


def listed(heading: str, groups: dict[str, list[str]]) -> str:
    items = "".join(f'<li><a href="{file_of(name)}">{escape(name)}</a></li>' for name in groups)
    return f"<h2>{heading}</h2><ul>{items}</ul>"


def page(title: str, links: str, pictures: list[str]) -> str:
    return PAGE.format(title=escape(title), links=links, pictures="".join(map(figure, pictures)))


def figure(name: str) -> str:
    label = escape(name.removesuffix(".jpeg"))
    return (
        f'<figure id="{label}"><a href="{name}"><img loading="lazy" src="{name}" alt=""></a>'
        f"<figcaption>{label}</figcaption></figure>"
    )


def file_of(name: str) -> str:
    return re.sub(r"\W+", "-", name) + ".html"


if __name__ == "__main__":
    write_index()
    print(f"Look at {FOLDER / 'index.html'}")
