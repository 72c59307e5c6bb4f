"""Drops: what a template sees of the model, computed when it is first asked for (``lib/jekyll/drops``).

A drop is a read-only mapping. Templates never hold the model's own objects: what a drop does not
give cannot be reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, ClassVar, Protocol

from markupsafe import Markup

from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.templates.text import as_html

__all__ = ["Contents", "DocumentDrop", "Drop", "Neighbours", "PageDrop", "names_of"]

Compute = Callable[[Any], Any]


class Contents(Protocol):
    """Who turns pages into HTML; asked at most once for each."""

    def html(self, page: Page) -> str: ...

    def excerpt(self, page: Page) -> str | None: ...


class Neighbours(Protocol):
    """Who knows the drops of the other pages."""

    lang: str

    def next(self, document: Document) -> PageDrop | None: ...

    def previous(self, document: Document) -> PageDrop | None: ...


class Drop(Mapping[str, Any]):
    """Keys of ``computed`` first, then those of the data; each is computed once."""

    __slots__ = ("_known", "_values")
    computed: ClassVar[Mapping[str, Compute]] = {}

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._values = data
        self._known: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key in self._known:
            return self._known[key]
        compute = self.computed.get(key)
        value = self._known[key] = self._values[key] if compute is None else compute(self)
        return value

    def __contains__(self, key: object) -> bool:
        return key in self.computed or key in self._values

    def __iter__(self) -> Iterator[str]:
        yield from self.computed
        yield from (key for key in self._values if key not in self.computed)

    def __len__(self) -> int:
        return len(self.computed.keys() | self._values.keys())

    def __bool__(self) -> bool:
        return True

    # Two drops are the same when they show the same thing, and each thing has one drop.
    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


def names_of(data: Mapping[str, Any], singular: str, plural: str) -> list[str]:
    """Tags or categories as Jekyll reads them: a list, or text between spaces under the plural key."""
    if (one := data.get(singular)) is not None and not isinstance(one, (list, tuple)):
        return [str(one)]
    value = one if one is not None else data.get(plural)
    items = value.split() if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)):
        items = (items,)
    return [str(item) for item in items if item is not None]


class PageDrop(Drop):
    """A page: its front matter, and what the site adds to it."""

    __slots__ = ("_contents", "_neighbours", "_page")

    def __init__(self, page: Page, contents: Contents, neighbours: Neighbours) -> None:
        super().__init__(page.data)
        self._page = page
        self._contents = contents
        self._neighbours = neighbours

    def __str__(self) -> str:
        return self._page.url

    def _content(self) -> Markup:
        return as_html(self._contents.html(self._page))

    def _excerpt(self) -> Any:
        if (given := self._values.get("excerpt")) is not None:
            return given
        made = self._contents.excerpt(self._page)
        return None if made is None else as_html(made)

    def _dir(self) -> str:
        url = self._page.url
        return url if url.endswith("/") else url[: url.rfind("/") + 1]

    def _title(self) -> Any:
        return self._values.get("title")

    def _lang(self) -> str:
        return str(self._values.get("lang") or self._neighbours.lang)

    computed: ClassVar[Mapping[str, Compute]] = {
        "url": lambda self: self._page.url,
        "path": lambda self: str(self._page.relative_path),
        "name": lambda self: self._page.relative_path.name,
        "dir": _dir,
        "title": _title,
        "date": lambda self: self._values.get("date"),
        "content": _content,
        "excerpt": _excerpt,
        "tags": lambda self: names_of(self._values, "tag", "tags"),
        "categories": lambda self: names_of(self._values, "category", "categories"),
        "lang": _lang,
        "notes": lambda self: list(self._page.notes),
    }


class DocumentDrop(PageDrop):
    """A document of a collection: it has an identity, a date and neighbours."""

    __slots__ = ()

    def _id(self) -> str:
        slug = self._values.get("slug") or self._page.relative_path.stem
        return str(PurePosixPath(self._page.url).parent / str(slug))

    computed: ClassVar[Mapping[str, Compute]] = {
        **PageDrop.computed,
        "id": _id,
        "collection": lambda self: self._page.collection,
        "slug": lambda self: self._page.slug,
        "date": lambda self: self._page.date,
        "tags": lambda self: list(self._page.tags),
        "categories": lambda self: list(self._page.categories),
        "relative_path": lambda self: str(self._page.relative_path),
        "next": lambda self: self._neighbours.next(self._page),
        "previous": lambda self: self._neighbours.previous(self._page),
    }
