"""The drops of a site: each page, file and collection of it as templates see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from proactive_ssg.journal import Journal
from proactive_ssg.liquid.values import to_s
from proactive_ssg.model.collection import Collection
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page, page_key
from proactive_ssg.model.site import Site
from proactive_ssg.model.static_file import StaticFile
from proactive_ssg.templates.document_drops import DocumentDrop, ExcerptDrop
from proactive_ssg.templates.drops import Contents, CurrentPageDrop, Drop, PageDrop
from proactive_ssg.templates.file_drops import CollectionDrop, JinjaStaticFileDrop, StaticFileDrop
from proactive_ssg.templates.jinja_drops import JinjaDocumentDrop, JinjaPageDrop
from proactive_ssg.templates.members import Members
from proactive_ssg.templates.site_drop import JinjaSiteDrop, SiteDrop

__all__ = ["SiteDrops"]


class SiteDrops:
    """Makes every drop of a site, one for each thing, when it is first asked for.

    ``jinja``: as layouts in Jinja2 see them; else exactly as Jekyll shows them to Liquid.
    """

    def __init__(
        self, site: Site, contents: Contents, journal: Journal | None = None, *, jinja: bool = False
    ) -> None:
        self.journal = journal or Journal()
        self.lang = site.config.lang
        self.time = site.time
        self.zone = site.config.timezone
        self.config = site.config
        self.site: SiteDrop = JinjaSiteDrop(site, self) if jinja else SiteDrop(site, self)
        self._site = site
        self._contents = contents
        self._kinds = (JinjaPageDrop, JinjaDocumentDrop) if jinja else (PageDrop, DocumentDrop)
        self._file_kind = JinjaStaticFileDrop if jinja else StaticFileDrop
        self._site_pages: dict[int, list[PageDrop]] = {}
        self._lists: list[Members] = []
        self._pages: dict[int, PageDrop] = {}
        self._files: dict[int, StaticFileDrop] = {}
        self._documents: dict[str, list[PageDrop]] = {}
        self._positions: dict[str, dict[int, int]] = {}

    def page(self, page: Page) -> PageDrop:
        """The drop of a page of this site (the site keeps the page alive, so its id is its own)."""
        drop = self._pages.get(id(page))
        if drop is None:
            kind = self._kinds[isinstance(page, Document)]
            drop = self._pages[id(page)] = kind(page, self._contents, self)
        return drop

    def current(self, page: Page) -> PageDrop:
        """``page`` of the template while the page is rendered by Liquid."""
        return self.page(page) if isinstance(page, Document) else CurrentPageDrop(page, self._contents, self)

    def of_excerpt(self, page: Page) -> PageDrop:
        """``page`` of the template while its excerpt is rendered."""
        kind = ExcerptDrop if isinstance(page, Document) else CurrentPageDrop
        return kind(page, self._contents, self)

    def pages(self, pages: Iterable[Page]) -> list[PageDrop]:
        return self._members(map(self.page, pages))

    def site_pages(self) -> list[PageDrop]:
        """The pages of the site, and what was made beside those that come before the one being rendered."""
        late = self._contents.late_pages()
        if len(late) not in self._site_pages:
            self._site_pages[len(late)] = self.pages((*self._site.pages, *late))
        return self._site_pages[len(late)]

    def _members(self, drops: Iterable[Any]) -> Members:
        self._lists.append(found := Members(drops))
        return found

    def changed(self) -> None:
        """The data of a page has changed: what was worked out of it no longer holds."""
        for members in self._lists:
            members.forget()

    def documents(self, collection: Collection) -> list[PageDrop]:
        """The documents of a collection in its order; posts oldest first (the model has the newest first)."""
        label = collection.label
        if label not in self._documents:
            found = self.pages(collection.documents)
            self._documents[label] = self._members(found[::-1]) if label == "posts" else found
        return self._documents[label]

    def all_documents(self) -> list[Drop]:
        """The documents and the static files of all collections."""
        found: list[Drop] = []
        for collection in self._site.collections.values():
            found += self.documents(collection)
            found += self.files(collection.static_files)
        return self._members(found)

    def collections(self) -> list[CollectionDrop]:
        """By label, as ``site.collections`` is in Jekyll."""
        found = sorted(self._site.collections.values(), key=lambda collection: collection.label)
        return [CollectionDrop(collection, self) for collection in found]

    def files(self, files: Iterable[StaticFile]) -> list[StaticFileDrop]:
        return list(map(self.file, files))

    def file(self, file: StaticFile) -> StaticFileDrop:
        if id(file) not in self._files:
            self._files[id(file)] = self._file_kind(file, self)
        return self._files[id(file)]

    def posts_by(self, key: str) -> dict[Any, list[PageDrop]]:
        """Posts by tag or category, newest first; the names as the oldest post that has them comes."""
        found: dict[Any, list[PageDrop]] = {}
        for post in reversed(self._site.posts):
            for name in post.data.get(key) or ():
                # A hash may be a name to Ruby: it is printed as the text that stands for it here.
                found.setdefault(to_s(name) if isinstance(name, dict) else name, []).append(self.page(post))
        return {name: posts[::-1] for name, posts in found.items()}

    def next(self, document: Document) -> PageDrop | None:
        """The following document; for posts the newer one, though the site lists the newest first."""
        self.journal.note("next", page_key(document))
        return self._neighbour(document, -1 if document.collection == "posts" else 1)

    def previous(self, document: Document) -> PageDrop | None:
        self.journal.note("previous", page_key(document))
        return self._neighbour(document, 1 if document.collection == "posts" else -1)

    def build_time(self) -> datetime:
        """The time that stands for that of a document without one."""
        self.journal.note("time")
        return self.time

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

    def shown(self, value: Any) -> Any:
        """``value`` with drops in place of the model's objects that a plugin put there."""
        if isinstance(value, Page):
            return self.page(value)
        if isinstance(value, StaticFile):
            return self.file(value)
        if isinstance(value, Collection):
            return CollectionDrop(value, self)
        if type(value) in (list, tuple):
            return list(map(self.shown, value)) if any(map(_may_hold, value)) else value
        if type(value) is dict:
            return self._shown_mapping(value) if any(map(_may_hold, value.values())) else value
        return value

    def _shown_mapping(self, value: dict[str, Any]) -> dict[str, Any]:
        return {key: self.shown(item) for key, item in value.items()}


def _may_hold(value: Any) -> bool:
    return isinstance(value, (Page, StaticFile, Collection, list, tuple, dict))
