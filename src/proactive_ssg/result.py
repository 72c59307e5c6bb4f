"""What the build tells whoever asked for it: how far it is, and what came of it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from proactive_ssg.errors import Diagnostics
from proactive_ssg.journal import Query
from proactive_ssg.repair.log import RepairLog

if TYPE_CHECKING:
    from proactive_ssg.templates.profile import Profile

__all__ = ["BuildResult", "Progress", "Silent", "Timed"]


class Progress(Protocol):
    """Who wants to know how far the build is: phases, and the steps of each (``total``, where known)."""

    def phase(self, name: str, total: int | None) -> None: ...
    def advance(self) -> None: ...


class Silent:
    """The progress that nobody looks at."""

    phase = advance = staticmethod(lambda *_told: None)


class Timed:
    """Hands on what it is told, and notes in ``result`` how long each phase took."""

    def __init__(self, progress: Progress, result: BuildResult) -> None:
        self._result = result
        self._progress = progress
        self.advance = progress.advance
        self._name = ""
        self._begun = 0.0

    def phase(self, name: str, total: int | None) -> None:
        self.end()
        self._name, self._begun = name, time.perf_counter()
        self._progress.phase(name, total)

    def end(self) -> None:
        """The last phase is over."""
        if self._name:
            seconds = time.perf_counter() - self._begun
            self._result.phases[self._name] = self._result.phases.get(self._name, 0.0) + seconds
        self._name = ""


@dataclass(slots=True)
class BuildResult:
    """What came of a build; ``notes`` say of each output that only a preview writes why that is so.

    ``profile``: the time of each template, where the configuration asks for it; ``phases``: the seconds of
    each phase. ``reasons``: why each page was rendered, a question of the journal whose answer has changed,
    or ``new``, ``self``, ``settings``, ``file``; empty where nothing was. ``rendered``: how many pages were.
    ``repairs``: what was made accessible, on every page.
    """

    diagnostics: Diagnostics
    pages: int = 0
    static_files: int = 0
    seconds: float = 0.0
    destination: Path = Path()
    published: bool = False
    notes: dict[PurePosixPath, tuple[str, ...]] = field(default_factory=dict)
    profile: Profile | None = None
    phases: dict[str, float] = field(default_factory=dict)
    reasons: dict[PurePosixPath, Query] = field(default_factory=dict)
    rendered: int = 0
    repairs: RepairLog = field(default_factory=RepairLog)
