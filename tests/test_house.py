"""The house: who may import whom, in Python and in templates."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# From the right to the left: each room may use itself and those before it.
ROOMS = ["engagement.core", "outreach", "surveys", "blog", "engagement.site", "engagement"]
TEMPLATE_ROOMS = {
    "core": "engagement.core",
    "outreach": "outreach",
    "surveys": "surveys",
    "blog": "blog",
    "site": "engagement.site",
}
USED_TEMPLATE = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
LOADED_LIBRARY = re.compile(r"{%\s*load\s+([^%]+?)\s*%}")


def room_of(module: str) -> str | None:
    """The innermost room that a dotted name belongs to, if it is ours."""
    found = [room for room in ROOMS if module == room or module.startswith(f"{room}.")]
    return max(found, key=len, default=None)


def imported(tree: ast.AST, package: list[str]) -> set[str]:
    """Every module that a file names in an import, relative ones resolved."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return names


def python_files() -> list[Path]:
    folders = ["engagement", "outreach", "surveys", "blog"]
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def forbidden(room: str, used: set[str]) -> set[str]:
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    return {name for name in used if (other := room_of(name)) and other not in allowed}


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_from_its_right(path: Path) -> None:
    package = list(path.relative_to(ROOT).parent.parts)
    room = room_of(".".join([*package, path.stem]))
    assert room, "every Python file stands in a room"
    used = imported(ast.parse(path.read_text()), package)
    # `from engagement import x` names the roof only if x is not itself a room.
    used -= {"engagement"} if any(name.startswith("engagement.") for name in used) else set()
    assert not forbidden(room, used)


def public_templates() -> list[Path]:
    return [path for name in TEMPLATE_ROOMS for path in (ROOT / "templates" / name).rglob("*.html")]


def libraries_of_rooms() -> dict[str, str]:
    return {
        path.stem: room_of(".".join(path.relative_to(ROOT).parts[:-2])) or ""
        for folder in ["engagement", "outreach", "surveys", "blog"]
        for path in (ROOT / folder).rglob("templatetags/*.py")
        if path.stem != "__init__"
    }


@pytest.mark.parametrize(
    "path", public_templates(), ids=lambda path: str(path.relative_to(ROOT / "templates"))
)
def test_a_template_uses_only_templates_and_tags_from_its_right(path: Path) -> None:
    room = TEMPLATE_ROOMS[path.relative_to(ROOT / "templates").parts[0]]
    source = path.read_text()
    owners = libraries_of_rooms()
    used = {
        TEMPLATE_ROOMS[name.split("/")[0]]
        for name in USED_TEMPLATE.findall(source)
        if name.split("/")[0] in TEMPLATE_ROOMS
    }
    loaded = {tag for names in LOADED_LIBRARY.findall(source) for tag in names.split()}
    used |= {owners[tag] for tag in loaded if tag in owners}
    assert not forbidden(room, used)


def test_the_rule_can_fail() -> None:
    tree = ast.parse("from blog.models import Post\nfrom .. import urls\n")
    used = imported(tree, ["engagement", "core"])
    assert "blog.models" in forbidden("engagement.core", used)
    assert forbidden("outreach", {"surveys.models"}) == {"surveys.models"}
    assert not forbidden("blog", {"surveys.models", "outreach.models", "django.db"})
