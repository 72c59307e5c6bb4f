"""The preview: how long from saving a page until a browser that shows the site is told to load it again."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import scenarios
import trees
from generated import Generator
from measuring import SOURCES, Run, environment

sys.path.append(str(SOURCES.parent / "tests" / "serve"))
from preview_process import Events, Process  # (a preview and a browser, as the tests have them)

__all__ = ["SAVED", "measure"]

SAVED = "from saving a page to the reload of the browser"

_PAUSE = 1.0
"""Seconds between two edits: each finds a preview that has come to rest."""


def measure(generator: Generator, times: int, pages: int, aside: Path) -> list[Run]:
    """One preview, ``times`` edits; StaleError where what it shows in the end is not a clean build's."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPATH"] = environment()["PYTHONPATH"]
    runs = []
    with Process(generator.folder) as preview:
        events = Events(preview.port)
        version = events.next()["version"]
        for number in range(1, times + 1):
            time.sleep(_PAUSE)
            begun = time.perf_counter()
            path = scenarios.edit_page(generator, number, pages)
            before, version = version, _next_version(events, version)
            seconds = time.perf_counter() - begun
            assert version != before
            runs.append(Run(seconds, _peak(preview.process.pid)))
            if f"la {number}e" not in preview.get(f"/services/{path.stem}/")[1]:
                raise trees.StaleError(f"the preview shows {path.name} as it was before edit {number}")
        events.close()
        (shown,) = preview.temporary.glob("proactive-ssg-*/site")
        trees.must_equal(generator.build_aside(aside), shown, "preview")
    return runs


def _next_version(events: Events, version: str) -> str:
    while True:
        found = events.next()["version"]
        if found != version:
            return str(found)


def _peak(pid: int) -> float:
    """Megabytes at the most so far; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1_000_000 for line in lines if line.startswith("VmHWM")), 0.0)
