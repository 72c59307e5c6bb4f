"""Page, Document, StaticFile: one file of the source each, and the URL it will have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

__all__ = ["Document", "FrontMatter", "Page", "StaticFile"]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML between the two ``---`` lines.

    ``data`` is what it says; ``lines`` the 1-based line in the file of each top-level key; ``end_line``
    the line of the closing ``---``, so that line 1 of the body is ``end_line + 1`` of the file.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    end_line: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A file with front matter, before rendering.

    ``path`` is the file; ``relative_path`` its place in the source (``services/aide.md``); ``data`` the
    front matter merged over the configuration's ``defaults``; ``body`` the text after the front matter;
    ``url`` starts with a slash and is not escaped; ``output_path`` is relative to the destination.
    ``notes`` say why a normal build would leave the page out (``draft``, ``future``, ``unpublished``).
    """

    path: Path
    relative_path: PurePosixPath
    front_matter: FrontMatter
    data: Mapping[str, Any]
    body: str
    url: str
    output_path: PurePosixPath
    notes: tuple[str, ...] = ()

    @property
    def layout(self) -> str | None:
        """The layout's name; None when the page has none (``layout: none`` or ``null`` or no key)."""
        name = self.data.get("layout")
        return None if name in (None, False, "none", "nil", "null", "") else str(name)

    @property
    def title(self) -> str:
        return str(self.data.get("title") or "")


@dataclass(frozen=True, slots=True)
class Document(Page):
    """A page of a collection (``posts`` is one): it has a date, a slug and neighbours."""

    collection: str = "posts"
    slug: str = ""
    date: datetime | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file copied unchanged: ``path`` to ``output_path``; ``modified`` in seconds since the epoch."""

    path: Path
    relative_path: PurePosixPath
    url: str
    output_path: PurePosixPath
    modified: float
