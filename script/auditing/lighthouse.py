"""Lighthouse's mobile profile, as often as it takes to trust the figures of a busy machine."""

import json
import os
import subprocess
from dataclasses import dataclass
from statistics import median

from script.auditing.places import AUDIT, TOOLS
from tests.browser.chromium import ARGUMENTS, installed

CATEGORIES = ("accessibility", "best-practices", "seo", "performance")
MOST_RUNS = 5
# By a file: what it writes to a pipe may be cut off when it ends.
REPORT = AUDIT / "lighthouse.json"


@dataclass(frozen=True)
class Figures:
    scores: dict[str, float]
    # In seconds, and in the share of the window that moved.
    largest_paint: float
    shift: float
    failed: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        others = [score for name, score in self.scores.items() if name != "performance"]
        return min(others) == 100 and self.shift < MOST_SHIFT

    @property
    def is_fast(self) -> bool:
        return self.scores["performance"] >= LEAST_SPEED and self.largest_paint <= MOST_PAINT

    @property
    def is_good(self) -> bool:
        return self.is_sound and self.is_fast

    def __str__(self) -> str:
        scores = "  ".join(f"{self.scores[name]:>4.0f}" for name in CATEGORIES)
        return f"{scores}   {self.largest_paint:.2f} s  {self.shift:.3f}"


LEAST_SPEED, MOST_PAINT, MOST_SHIFT = 98, 1.4, 0.01


def measure(address: str) -> Figures:
    """Of the first run, or the median of five where that one misses."""
    runs = [run(address)]
    while not runs[0].is_good and len(runs) < MOST_RUNS:
        runs.append(run(address))
    return Figures(
        {name: median(one.scores[name] for one in runs) for name in CATEGORIES},
        median(one.largest_paint for one in runs),
        median(one.shift for one in runs),
        runs[-1].failed,
    )


def run(address: str) -> Figures:
    flags = " ".join(ARGUMENTS)
    command = [
        "node", str(TOOLS / "lighthouse" / "cli" / "index.js"), address, "--quiet",
        "--output=json", f"--output-path={REPORT}", f"--chrome-flags={flags}",
        f"--only-categories={','.join(CATEGORIES)}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": installed(as_readers_have=True) or ""}
    AUDIT.mkdir(parents=True, exist_ok=True)
    for _try in range(MOST_RUNS):
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        if done.returncode == 0:
            return figures(json.loads(REPORT.read_text()))
    raise AssertionError(done.stderr[-2000:])


def figures(report: dict) -> Figures:
    audits = report["audits"]
    named = [
        reference["id"]
        for name in CATEGORIES[:3]
        for reference in report["categories"][name]["auditRefs"]
        if reference["weight"]
    ]
    return Figures(
        {name: report["categories"][name]["score"] * 100 for name in CATEGORIES},
        audits["largest-contentful-paint"]["numericValue"] / 1000,
        audits["cumulative-layout-shift"]["numericValue"],
        tuple(name for name in named if audits[name]["score"] == 0),
    )
