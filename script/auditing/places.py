"""Where the audit keeps what it looks at, and its tools."""

from pathlib import Path

FOLDER = Path(__file__).parent
AUDIT = FOLDER.parent.parent / "var" / "audit"
# Every page as it was sent.
PAGES = AUDIT / "pages"
TOOLS = FOLDER / "node_modules"
