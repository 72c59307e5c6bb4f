"""Which place in the sources caused what a built page holds: the seam, and a simple answer to it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from proactive_ssg.check.finding import Place
from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage

__all__ = ["NoSources", "Sources"]


class Sources(Protocol):
    """Who knows where built pages come from."""

    def locate(self, page: AuditedPage, element: Element | None) -> Place | None:
        """The place that caused ``element`` (None: the page as a whole); None where nobody knows."""
        ...

    def file_of(self, path: Path) -> Path | None:
        """The source file, the one with the front matter, of the page that was built as ``path``."""
        ...

    def state_of(self, path: Path) -> str:
        """Another text whenever :meth:`locate` may say something else about this built page."""
        ...


class NoSources:
    """For pages of which nobody knows how they were made."""

    def locate(self, page: AuditedPage, element: Element | None) -> Place | None:  # noqa: ARG002
        return None

    def file_of(self, path: Path) -> Path | None:  # noqa: ARG002
        return None

    def state_of(self, path: Path) -> str:  # noqa: ARG002
        return ""
