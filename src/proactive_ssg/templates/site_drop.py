"""``site`` inside a template: the configuration, and every page, post, file and datum of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from proactive_ssg.model.collection import Collection
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.model.static_file import StaticFile
from proactive_ssg.templates.drops import Compute, Contents, DocumentDrop, Drop, PageDrop

__all__ = ["CollectionDrop", "SiteDrop", "SiteDrops", "StaticFileDrop"]


class StaticFileDrop(Drop):
    """A file that is copied as it is."""

    __slots__ = ("_file",)

    def __init__(self, file: StaticFile) -> None:
        super().__init__(file.data)
        self._file = file

    def __str__(self) -> str:
        return self._file.url

    computed: ClassVar[Mapping[str, Compute]] = {
        "path": lambda self: "/" + str(self._file.relative_path),
        "url": lambda self: self._file.url,
        "collection": lambda self: self._file.collection or None,
        "name": lambda self: self._file.relative_path.name,
        "basename": lambda self: self._file.relative_path.stem,
        "extname": lambda self: self._file.relative_path.suffix,
        "modified_time": lambda self: datetime.fromtimestamp(self._file.modified, UTC),
    }


class CollectionDrop(Drop):
    """A collection: ``label``, ``docs`` and what the configuration says about it."""

    __slots__ = ("_collection", "_drops")

    def __init__(self, collection: Collection, drops: SiteDrops) -> None:
        super().__init__(collection.metadata)
        self._collection = collection
        self._drops = drops

    def __str__(self) -> str:
        return self._collection.label

    computed: ClassVar[Mapping[str, Compute]] = {
        "label": lambda self: self._collection.label,
        "output": lambda self: self._collection.output,
        "docs": lambda self: self._drops.documents(self._collection),
        "files": lambda self: self._drops.files(self._collection.static_files),
        "relative_directory": lambda self: "_" + self._collection.label,
    }


class SiteDrop(Drop):
    """Jekyll's ``site``: collections by their label first, then its own keys, then the configuration."""

    __slots__ = ("_drops", "_site")

    def __init__(self, site: Site, drops: SiteDrops) -> None:
        config = site.config
        own = {"title": config.title, "url": config.url, "baseurl": config.baseurl, "config": None}
        super().__init__({**config.settings, **own})
        self._site = site
        self._drops = drops

    def __getitem__(self, key: str) -> Any:
        if key in self._site.collections and key != "posts":
            return self._drops.documents(self._site.collections[key])
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        return key in self._site.collections or super().__contains__(key)

    def __str__(self) -> str:
        return self._site.config.title

    computed: ClassVar[Mapping[str, Compute]] = {
        "time": lambda self: self._site.time,
        "lang": lambda self: self._site.config.lang,
        "data": lambda self: self._site.data,
        "pages": lambda self: self._drops.pages(self._site.pages),
        "html_pages": lambda self: self._drops.pages(filter(_is_html, self._site.pages)),
        "posts": lambda self: self._drops.pages(self._site.posts),
        "documents": lambda self: self._drops.all_documents(),
        "static_files": lambda self: self._drops.files(self._site.static_files),
        "html_files": lambda self: self._drops.files(filter(_is_html, self._site.static_files)),
        "collections": lambda self: self._drops.collections(),
        "tags": lambda self: self._drops.posts_by(lambda post: post.tags),
        "categories": lambda self: self._drops.posts_by(lambda post: post.categories),
    }


def _is_html(file: Page | StaticFile) -> bool:
    return file.output_path.suffix in (".html", ".htm", ".xhtml")


class SiteDrops:
    """Makes every drop of a site, one for each thing, when it is first asked for."""

    def __init__(self, site: Site, contents: Contents) -> None:
        self.lang = site.config.lang
        self.site = SiteDrop(site, self)
        self._site = site
        self._contents = contents
        self._pages: dict[int, PageDrop] = {}
        self._files: dict[int, StaticFileDrop] = {}
        self._documents: dict[str, tuple[PageDrop, ...]] = {}
        self._positions: dict[str, dict[int, int]] = {}

    def page(self, page: Page) -> PageDrop:
        """The drop of a page of this site (the site keeps the page alive, so its id is its own)."""
        drop = self._pages.get(id(page))
        if drop is None:
            kind = DocumentDrop if isinstance(page, Document) else PageDrop
            drop = self._pages[id(page)] = kind(page, self._contents, self)
        return drop

    def pages(self, pages: Iterable[Page]) -> tuple[PageDrop, ...]:
        return tuple(map(self.page, pages))

    def documents(self, collection: Collection) -> tuple[PageDrop, ...]:
        """The documents of a collection, in its order."""
        if collection.label not in self._documents:
            self._documents[collection.label] = self.pages(collection.documents)
        return self._documents[collection.label]

    def all_documents(self) -> tuple[PageDrop, ...]:
        return tuple(drop for found in self._site.collections.values() for drop in self.documents(found))

    def collections(self) -> tuple[CollectionDrop, ...]:
        """By label, as ``site.collections`` is in Jekyll."""
        found = sorted(self._site.collections.values(), key=lambda collection: collection.label)
        return tuple(CollectionDrop(collection, self) for collection in found)

    def files(self, files: Iterable[StaticFile]) -> tuple[StaticFileDrop, ...]:
        return tuple(map(self._file, files))

    def _file(self, file: StaticFile) -> StaticFileDrop:
        if id(file) not in self._files:
            self._files[id(file)] = StaticFileDrop(file)
        return self._files[id(file)]

    def posts_by(self, names: Callable[[Document], Iterable[str]]) -> dict[str, tuple[PageDrop, ...]]:
        """Posts by tag or category, newest first."""
        found: dict[str, list[PageDrop]] = {}
        for post in self._site.posts:
            for name in names(post):
                found.setdefault(name, []).append(self.page(post))
        return {name: tuple(posts) for name, posts in found.items()}

    def next(self, document: Document) -> PageDrop | None:
        """The following document; for posts the newer one, though the site lists the newest first."""
        return self._neighbour(document, -1 if document.collection == "posts" else 1)

    def previous(self, document: Document) -> PageDrop | None:
        return self._neighbour(document, 1 if document.collection == "posts" else -1)

    def _neighbour(self, document: Document, step: int) -> PageDrop | None:
        label = document.collection
        collection = self._site.collections.get(label)
        if collection is None:
            return None
        if label not in self._positions:
            self._positions[label] = {id(doc): index for index, doc in enumerate(collection.documents)}
        position = self._positions[label].get(id(document), -2) + step
        inside = 0 <= position < len(collection.documents)
        return self.page(collection.documents[position]) if inside else None
