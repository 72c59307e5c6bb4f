"""What happens between two builds, how long the second one takes, and whether it is a clean build's equal."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import trees
from generated import Generator
from measuring import Run

__all__ = ["COLD", "LAYOUT", "NOTHING", "PAGE", "PAUSE", "Results", "edit_layout", "edit_page", "measure"]

COLD, NOTHING = "from nothing", "nothing changed"
PAGE, LAYOUT = "one page edited", "a layout of all pages edited"

PAUSE = 0.25
"""Seconds between an edit and the build: whoever edits needs longer than that to start it."""

_MARK = re.compile(r"(?:<!-- edit \d+ -->)?</body>")
_STEP = 37


@dataclass
class Results:
    """``runs``: by scenario and generator; ``stale``: those that were not what a clean build gives."""

    runs: dict[tuple[str, str], list[Run]] = field(default_factory=dict)
    stale: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, scenario: str, name: str, run: Run) -> None:
        self.runs.setdefault((scenario, name), []).append(run)

    def of(self, scenario: str) -> dict[str, list[Run]]:
        """The runs of a scenario by generator, in the order of their first run."""
        return {name: runs for (kind, name), runs in self.runs.items() if kind == scenario}


def edit_page(generator: Generator, number: int, pages: int) -> Path:
    """Write one more paragraph at the end of a page, another page for each number."""
    path = generator.folder / generator.page.format(number * _STEP % pages)
    path.write_text(path.read_text("utf-8") + f"\n\nUne phrase de plus, la {number}e.\n", "utf-8")
    return path


def edit_layout(generator: Generator, number: int) -> Path:
    """Write a comment at the end of the layout that all pages have in common."""
    path = generator.folder / generator.layout
    text, count = _MARK.subn(f"<!-- edit {number} --></body>", path.read_text("utf-8"))
    assert count == 1, f"{path} is not the layout of whole pages"
    path.write_text(text, "utf-8")
    return path


def measure(present: Iterable[Generator], runs: int, pages: int, aside: Path) -> Results:
    """All scenarios, ``runs`` times, the generators in turn within each; WrongError where a result is."""
    present, results = list(present), Results()
    for number in range(1, runs + 1):
        for generator in present:
            results.add(COLD, generator.name, generator.build())
            trees.must_be_whole(generator.result, pages, generator.name)
        warm = [generator for generator in present if generator.again is not None]
        for generator in warm:
            if generator.again != generator.command:
                generator.build_again()  # a build of the other kind left nothing that it would take over
        for scenario, edit in _edits(number, pages):
            for generator in warm:
                edit(generator)
                time.sleep(PAUSE)
                results.add(scenario, generator.name, generator.build_again())
                if generator.proven or number == 1:
                    _compare(generator, scenario, aside, results)
    return results


def _edits(number: int, pages: int) -> list[tuple[str, Callable[[Generator], object]]]:
    return [
        (NOTHING, lambda _generator: None),
        (PAGE, lambda generator: edit_page(generator, number, pages)),
        (LAYOUT, lambda generator: edit_layout(generator, number)),
    ]


def _compare(generator: Generator, scenario: str, aside: Path, results: Results) -> None:
    clean = generator.build_aside(aside)
    if generator.proven:
        trees.must_equal(clean, generator.result, f"{generator.name}, {scenario}")
        results.stale[scenario, generator.name] = 0
    else:
        results.stale[scenario, generator.name] = len(trees.differences(clean, generator.result))
