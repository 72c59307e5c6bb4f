"""Outcome: everything that the rendering of one page gives to the rest of the build."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from proactive_ssg.errors import Diagnostic
from proactive_ssg.journal import Query
from proactive_ssg.model.page import Page
from proactive_ssg.render.references import Dangling
from proactive_ssg.repair.record import Repair

__all__ = ["Outcome"]


@dataclass(slots=True)
class Outcome:
    """``content`` is what becomes the file; None where there is none, or where it is ``kept``.

    ``kept``: the file of the last build is what this one would write. ``failed``: an error was found, and
    ``problems`` or ``shared`` tell it. ``problems`` are the page's own, ``shared`` those that it meets in
    other files. ``references``: every reference to this site, with how often it is made; ``dangling``:
    those of its own text that lead nowhere; ``wrong``: those of its layouts that do.
    ``asked``: what it depends on. ``outputs`` and ``late``: what a converter made beside it.
    ``conversions``: new ones, packed, by their key; ``used``: the keys of all. ``repairs``: those made.
    """

    content: bytes | None = None
    kept: bool = False
    failed: bool = False
    without_layout: bool = False
    problems: list[Diagnostic] = field(default_factory=list)
    shared: list[Diagnostic] = field(default_factory=list)
    dangling: list[Dangling] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    references: dict[str, int] = field(default_factory=dict)
    asked: set[Query] = field(default_factory=set)
    outputs: dict[PurePosixPath, bytes] = field(default_factory=dict)
    late: list[Page] = field(default_factory=list)
    conversions: dict[str, bytes] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    repairs: list[Repair] = field(default_factory=list)
