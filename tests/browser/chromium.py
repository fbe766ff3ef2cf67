"""The browser on this machine, found before one is fetched."""

import shutil
import sys
from pathlib import Path

# Draws the same in less time, but loads pictures from afar, as no reader's browser does.
LIGHT = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def installed(*, as_readers_have: bool = False) -> str | None:
    names = NAMES if as_readers_have else (LIGHT, *NAMES)
    commands = (shutil.which(name) for name in names)
    applications = (path for path in APPLICATIONS if Path(path).exists())
    return next(filter(None, (*commands, *applications)), None)


if __name__ == "__main__":
    sys.exit(not installed())
