"""Site: everything that was read, complete before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from proactive_ssg.config import Config
from proactive_ssg.model.collection import Collection
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.model.static_file import StaticFile

__all__ = ["Site"]


@dataclass(frozen=True, slots=True)
class Site:
    """``pages`` by path, ``collections`` by label (``posts`` are newest first), ``time`` of the build.

    ``variables``: further keys of ``site`` in templates, which plugins add; pages in them are seen as such.
    ``layouts``: the Liquid text of layouts that plugins bring, by name; the site's own of that name wins.
    ``completed``: plugins had it in their hands, so that ``data`` may hold pages. ``until``: when time alone
    makes another site of the same files (a post has its day), where that is known to come.
    """

    config: Config
    time: datetime
    pages: tuple[Page, ...] = ()
    collections: Mapping[str, Collection] = field(default_factory=dict)
    static_files: tuple[StaticFile, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    variables: Mapping[str, Any] = field(default_factory=dict)
    layouts: Mapping[str, str] = field(default_factory=dict)
    completed: bool = False
    until: datetime | None = None

    @property
    def posts(self) -> tuple[Document, ...]:
        return self.collections["posts"].documents if "posts" in self.collections else ()

    def rendered_pages(self) -> Iterator[Page]:
        """Every page and document that becomes a file."""
        yield from self.pages
        for collection in self.collections.values():
            if collection.output:
                yield from (document for document in collection.documents if document.written)

    def copied_files(self) -> Iterator[StaticFile]:
        """Every static file that becomes a file, those of the collections included."""
        yield from (file for file in self.static_files if file.written)
