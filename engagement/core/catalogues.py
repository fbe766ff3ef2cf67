"""Message catalogues, compiled without gettext: a bare machine lacks it."""

from pathlib import Path

import polib


def compile_catalogues(locale: Path) -> list[Path]:
    """Compile each catalogue that is newer than its compiled file, and return those compiled."""
    stale = [po for po in sorted(locale.glob("*/LC_MESSAGES/*.po")) if _is_stale(po)]
    for po in stale:
        _compile(po)
    return stale


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def _compile(po: Path) -> None:
    # Moved into place whole: a server or a second start may be reading it.
    fresh = po.with_suffix(".mo.new")
    polib.pofile(str(po)).save_as_mofile(str(fresh))
    fresh.replace(po.with_suffix(".mo"))
