"""Documents of collections as Liquid sees them (``document_drop.rb``, ``excerpt_drop.rb``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from proactive_ssg.model.document import document_id
from proactive_ssg.model.page import Page
from proactive_ssg.templates.drops import Compute, Contents, Drop, PageDrop, Relations

__all__ = ["DocumentDrop", "ExcerptDrop"]

# What a document does not show of the documents that it shows (DocumentDrop::NESTED_OBJECT_FIELD_BLACKLIST).
_NOT_NESTED = frozenset(("content", "output", "excerpt", "next", "previous"))


class DocumentDrop(PageDrop):
    """A document of a collection: it has an identity, a date and neighbours."""

    __slots__ = ()
    ruby_class = "Jekyll::Drops::DocumentDrop"
    volatile = PageDrop.volatile | {"next", "previous", "date"}

    def __init__(self, page: Page, contents: Contents, relations: Relations) -> None:
        super().__init__(page, contents, relations)
        self._keep_date()

    def refresh(self) -> None:
        super().refresh()
        self._keep_date()

    def _keep_date(self) -> None:
        """Its own date is looked up at once; without one it is the time of the build, which is noted."""
        date = getattr(self._page, "date", None)
        if date is not None:
            dict.__setitem__(self, "date", date)

    __eq__ = Drop.__eq__
    __hash__ = Drop.__hash__

    def __str__(self) -> str:
        return self.listed

    @property
    def listed(self) -> str:
        output = self._contents.output(self._page)
        return self._contents.content(self._page) if output is None else output

    @property
    def inspected(self) -> str:
        page: Any = self._page
        return f"#<Jekyll::Document {page.relative_path} collection={page.collection}>"

    def compare(self, other: Any) -> int | None:
        """Ruby's ``<=>``: by date, then by path; None where the other is no document."""
        if not isinstance(other, DocumentDrop):
            return None
        mine, theirs = ((drop["date"], drop["path"]) for drop in (self, other))
        return (mine > theirs) - (mine < theirs)

    def _id(self) -> str:
        return document_id(self._page, self._data.get("slug"))

    def __iter__(self) -> Iterator[str]:
        yield from self.computed
        yield from (key for key in ("draft",) if key in self._data)  # Jekyll finds it out first of all
        yield from (key for key in self._data if key not in self.computed and key != "draft")

    def _date(self) -> Any:
        """The date; Jekyll takes the time of the build for a document that has none."""
        page: Any = self._page
        return self._relations.build_time() if page.date is None else page.date

    def _document_excerpt(self) -> str:
        excerpt = self._excerpt()
        return "" if excerpt is None else excerpt

    def as_json(self, depth: int) -> Mapping[str, Any]:
        """Neighbours are cut down where they would lead on to their own neighbours for ever."""
        shown = {key: self[key] for key in self}
        if depth >= 2:
            for key in ("next", "previous"):
                if (other := shown[key]) is not None:
                    shown[key] = {name: other[name] for name in other if name not in _NOT_NESTED}
        return shown

    computed: ClassVar[Mapping[str, Compute]] = {
        "name": lambda self: self._data.get("name") or self._page.relative_path.name,
        "id": _id,
        "next": lambda self: self._relations.next(self._page),
        "previous": lambda self: self._relations.previous(self._page),
        "relative_path": lambda self: str(self._page.relative_path),
        "content": lambda self: self._contents.content(self._page),
        "excerpt": _document_excerpt,
        "output": lambda self: self._contents.output(self._page),
        "title": lambda self: self._data.get("title"),
        "categories": lambda self: list(self._page.categories),
        "path": lambda self: str(self._page.relative_path),
        "url": lambda self: self._page.url,
        "date": _date,
        "tags": lambda self: list(self._data.get("tags") or ()),
        "collection": lambda self: self._page.collection,
    }


class ExcerptDrop(DocumentDrop):
    """What ``page`` is while an excerpt is rendered (``excerpt_drop.rb``)."""

    __slots__ = ()

    def _from_data(self, key: str) -> Any:
        return None if key == "excerpt" else super()._from_data(key)

    computed: ClassVar[Mapping[str, Compute]] = {
        **DocumentDrop.computed,
        "id": lambda self: f"{DocumentDrop._id(self)}#excerpt",
        "excerpt": lambda _self: None,
        "output": lambda _self: None,
        "content": lambda self: self._contents.excerpt_source(self._page),
        "layout": lambda self: self._data.get("layout"),
        "path": lambda self: f"{self._page.relative_path}/#excerpt",
        "relative_path": lambda self: f"{self._page.relative_path}/#excerpt",
    }
