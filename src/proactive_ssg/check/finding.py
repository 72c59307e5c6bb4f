"""Finding: one thing that a rule found on a page, where it is in the built file and in the source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

__all__ = ["Finding", "Level", "Place"]


class Level(StrEnum):
    """``error``: the rule is broken for certain; ``warning``: a person should look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; ``line`` and ``column`` are 1-based as an editor counts them (0: unknown)."""

    path: Path
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """``rule`` is the stable name of the rule; ``criterion`` (``"8.2"``) and ``test`` (``"8.2.1"``) are those
    of the standard, empty where a rule is of none. ``message`` says what is wrong, ``help`` what to do.
    ``source`` is None where nobody knows what caused it. ``excerpt``: the start tag or the text it is about.
    """

    rule: str
    criterion: str
    test: str
    level: Level
    url: str
    built: Place
    message: str
    help: str
    source: Place | None = None
    excerpt: str = ""
