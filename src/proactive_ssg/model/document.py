"""Document: a page that belongs to a collection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from proactive_ssg.model.page import Page

__all__ = ["Document", "document_id"]


@dataclass(frozen=True, slots=True)
class Document(Page):
    """A page of a collection (``posts`` is one): it has a date, a slug and neighbours.

    ``relative_path`` is relative to the collections' folder (``_posts/2024-01-31-essai.md``); ``date`` is in
    the site's time zone, None when neither front matter nor file name has one. ``data`` holds ``title``,
    ``slug``, ``ext``, ``draft``, ``categories``, ``tags`` and ``date`` as Jekyll fills them in.
    ``written`` is false for a document that its collection lists, but that gets no file (a future date).
    """

    collection: str = "posts"
    slug: str = ""
    date: datetime | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    written: bool = True

    @property
    def id(self) -> str:
        """What templates tell it by."""
        return document_id(self, self.data.get("slug"))


def document_id(document: Page, slug: object) -> str:
    """The folder of its URL, and its ``slug`` or else its file's name (``document.rb``)."""
    name = document.relative_path.stem if slug in (None, False) else str(slug)
    folder = str(PurePosixPath(document.url).parent)
    return f"{folder.rstrip('/')}/{name}"
