"""FrontMatter and Page: a file of the source with front matter, and the URL it will have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

__all__ = ["FrontMatter", "Page", "page_key"]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML between the two ``---`` lines.

    ``data`` is what it says; ``lines`` the 1-based line in the file of each top-level key; ``end_line`` the
    last line before the body (the closing ``---`` and the blank lines after it, which Jekyll drops too), so
    that line 1 of the body is ``end_line + 1`` of the file.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    end_line: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A file with front matter, before rendering.

    ``path`` is the file; ``relative_path`` its place in the source (``services/aide.md``); ``data`` the front
    matter merged over the configuration's ``defaults``; ``body`` the text after the front matter; ``url``
    starts with a slash and is escaped as Jekyll escapes it (``/caf%C3%A9.html``; a ``permalink`` stays as
    written); ``output_path`` is relative to the destination and is not escaped. ``notes`` say why a normal
    build would leave the page out (``draft``, ``future``, ``unpublished``). ``generated``: no file holds it,
    a plugin made it. ``paginator``: what templates see under that name while this page is rendered; it may
    hold pages and documents, which templates see as such. ``excerpt_body``: the text that the excerpt is
    taken from, where that is not ``body`` (a plugin exchanged the body after the page was read).
    """

    path: Path
    relative_path: PurePosixPath
    front_matter: FrontMatter
    data: dict[str, Any]
    body: str
    url: str
    output_path: PurePosixPath
    notes: tuple[str, ...] = ()
    generated: bool = False
    paginator: Mapping[str, Any] | None = None
    excerpt_body: str | None = None

    @property
    def layout(self) -> str | None:
        """The layout's name; None when the page has none (``layout: none`` or ``null`` or no key)."""
        name = self.data.get("layout")
        return None if name in (None, False, "none", "nil", "null", "") else str(name)

    @property
    def output(self) -> str:
        """The output path as text."""
        return str(self.output_path)

    @property
    def title(self) -> str:
        return str(self.data.get("title") or "")


def page_key(page: Page) -> str:
    """What tells the page from every other of its site, in this build and the next."""
    label = getattr(page, "collection", "")
    place = f"{label}:{page.relative_path}"
    return f"{place}>{page.output_path}" if page.generated else place
