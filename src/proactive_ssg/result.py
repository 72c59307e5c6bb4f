"""What the build tells whoever asked for it: how far it is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from proactive_ssg.errors import Diagnostics
from proactive_ssg.render import Profile

__all__ = ["BuildResult", "Progress", "Silent"]


class Progress(Protocol):
    """Who wants to know how far the build is: phases, and the steps of each (``total``, where known)."""

    def phase(self, name: str, total: int | None) -> None: ...
    def advance(self) -> None: ...


class Silent:
    """The progress that nobody looks at."""

    phase = advance = staticmethod(lambda *_told: None)


@dataclass(slots=True)
class BuildResult:
    """What came of a build; ``notes`` say of each output that only a preview writes why that is so.

    ``profile``: the time of each template, where the configuration asks for it.
    """

    diagnostics: Diagnostics
    pages: int = 0
    static_files: int = 0
    seconds: float = 0.0
    destination: Path = Path()
    published: bool = False
    notes: dict[PurePosixPath, tuple[str, ...]] = field(default_factory=dict)
    profile: Profile | None = None
