"""Answers to the questions of the journal, as fingerprints: what a page would be told now."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from proactive_ssg.fingerprint import fingerprint, of_bytes
from proactive_ssg.journal import Query
from proactive_ssg.liquid.strftime import strftime
from proactive_ssg.model.collection import Collection
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page, page_key
from proactive_ssg.model.site import Site
from proactive_ssg.model.static_file import StaticFile
from proactive_ssg.render.order import Order
from proactive_ssg.render.workshop import Workshop
from proactive_ssg.templates.filters_file import FileFilters
from proactive_ssg.templates.tags.addresses import PostName

__all__ = ["ABSENT", "Answers"]

ABSENT = "absent"
_OF_POSTS = frozenset(("posts", "tags", "categories", "related_posts"))
_OF_FILES = frozenset(("static_files", "html_files"))
_OF_PAGES = frozenset(("pages", "html_pages"))
_OF_ALL = frozenset(("documents", "collections"))


class Answers:
    """Each is worked out when it is first asked for."""

    def __init__(self, site: Site, workshop: Workshop, order: Order) -> None:
        self.site = site
        self._workshop = workshop
        self.order = order
        self._known: dict[Query, str] = {}
        self._own: dict[int, str] = {}
        self._fields: dict[int, str] = {}
        self._all_fields: str | None = None
        self._files = FileFilters.of(site)

    @cached_property
    def _pages(self) -> dict[str, Page]:
        return {page_key(page): page for page in self.order.pages}

    # -- questions -------------------------------------------------------------------------------

    def know(self, query: Query, answer: str) -> None:
        """This is the answer: it need not be worked out."""
        self._known.setdefault(query, answer)

    def of(self, query: Query, page: Page) -> str:
        """What ``page`` would be told."""
        kind, *words = query
        if not self.is_for_all(query):
            if kind == "text":
                return self._text(words[0], page)
            with self.order.turn_of(page, in_layouts=True):
                return fingerprint(self._list(self.site.pages), self._list(self.order.late_pages()))
        found = self._known.get(query)
        if found is None:
            found = self._known[query] = str(getattr(self, f"_answer_{kind}")(*words))
        return found

    def is_for_all(self, query: Query) -> bool:
        """Is the answer the same for every page that asks?"""
        if query[0] == "text":
            return False
        return not (query[0] == "site" and query[1] in _OF_PAGES and self.order.has_late_pages)

    def _answer_time(self) -> str:
        return fingerprint(self.site.time)

    def _answer_now(self, pattern: str) -> str:
        return fingerprint(strftime(datetime.now(self.site.config.timezone), pattern))

    def _answer_anything(self) -> str:
        return str(time.time_ns())  # code that is not ours: nobody knows what it looked at, be it the clock

    def _answer_site(self, key: str) -> str:
        site = self.site
        if key in site.collections and key != "posts":
            return self._list(site.collections[key].documents)
        if key in _OF_POSTS:
            return self._list(site.posts)
        if key in _OF_PAGES:
            return self._list(site.pages)
        if key in _OF_FILES:
            return self._list(site.static_files)
        if key in _OF_ALL:
            return fingerprint([self._collection(found) for found in site.collections.values()])
        return fingerprint(self._shown_whole(site.variables.get(key)), site.config.settings.get(key))

    def _answer_model(self) -> str:
        site, pages = self.site, [self.own(page) for page in self.order.pages]
        collections = [self._collection(found) for found in site.collections.values()]
        shown = self._shown_whole(site.variables)
        return fingerprint(pages, collections, self._list(site.static_files), shown, self._answer_data())

    def _answer_data(self, key: str | None = None) -> str:
        data = self.site.config.settings.get("data") or self.site.data
        if key is None:
            return fingerprint(self._shown_whole(data))
        if not isinstance(data, Mapping) or key not in data:
            return ABSENT
        return fingerprint(self._shown_whole(data[key]))

    def _answer_page(self, key: str) -> str:
        page = self._pages.get(key)
        return ABSENT if page is None else self.own(page)

    def _text(self, key: str, asker: Page) -> str:
        page = self._pages.get(key)
        if page is None:
            return ABSENT
        return f"{self.own(page)} {self.order.comes_before(page, asker)}"

    def _answer_next(self, key: str) -> str:
        return self._neighbour(key, -1, 1)

    def _answer_previous(self, key: str) -> str:
        return self._neighbour(key, 1, -1)

    def _neighbour(self, key: str, of_posts: int, of_others: int) -> str:
        page = self._pages.get(key)
        collection = self.site.collections.get(page.collection) if isinstance(page, Document) else None
        if collection is None or page is None:
            return ABSENT
        place = self._places(collection).get(id(page), -9) + (
            of_posts if collection.label == "posts" else of_others
        )
        inside = 0 <= place < len(collection.documents)
        return self.fields(collection.documents[place]) if inside else ABSENT

    def _places(self, collection: Collection) -> dict[int, int]:
        return {id(document): place for place, document in enumerate(collection.documents)}

    def _answer_layout(self, name: str) -> str:
        return self._workshop.chain_text(name)

    def _answer_template(self, name: str) -> str:
        return self._workshop.template_text(name)

    def _answer_include(self, name: str) -> str:
        return _of_file(self._workshop.includes.path_of(name))

    def _answer_beside(self, place: str, name: str) -> str:
        return _of_file(self._workshop.includes.path_beside(place, name))

    def _answer_link(self, path: str) -> str:
        return self._workshop.addresses.url_of(path) or ABSENT

    def _answer_post(self, name: str) -> str:
        addresses, post = self._workshop.addresses, PostName(name)
        return f"{addresses.post_named(post)} {addresses.post_url(post)}"

    def _answer_file(self, url: str) -> str:
        found = self._files.file_info(url, "en")
        return fingerprint(found["bytes"], found["exists"])

    # -- pages -----------------------------------------------------------------------------------

    def own(self, page: Page) -> str:
        """All that makes the page itself: its fields, its text, and where both stand in the file."""
        found = self._own.get(id(page))
        if found is None:
            front_matter = page.front_matter
            found = self._own[id(page)] = fingerprint(
                self.fields(page),
                of_bytes(page.body.encode("utf-8", "surrogatepass")),
                page.excerpt_body,
                front_matter.end_line,
                front_matter.lines,
                _of_file(str(page.path)) if page.generated else "",
                self._shown_whole(page.paginator),
            )
        return found

    def fields(self, page: Page) -> str:
        """What other pages see of it besides its text."""
        found = self._fields.get(id(page))
        if found is None:
            shown = self._shown(page.data)
            parts = [str(page.path), str(page.relative_path), page.url, str(page.output_path), shown]
            if isinstance(page, Document):
                parts += [page.collection, page.slug, page.date, page.categories, page.tags, page.written]
            if self.site.completed and shown is not page.data:
                parts.append(self._fields_of_all())
            found = self._fields[id(page)] = fingerprint(parts, page.notes, page.generated)
        return found

    def _fields_of_all(self) -> str:
        """For a page that shows pages which a plugin gave it: these may show others in their turn."""
        if self._all_fields is None:
            self._all_fields = fingerprint(
                [(page_key(page), page.url, self._shown(page.data)) for page in self.order.pages]
            )
        return self._all_fields

    def _list(self, items: Iterable[Page | StaticFile]) -> str:
        return fingerprint([self.fields(one) if isinstance(one, Page) else _file(one) for one in items])

    def _collection(self, collection: Collection) -> list[Any]:
        files = self._list(collection.static_files)
        return [collection.label, collection.output, self._list(collection.documents), files]

    def _shown(self, value: Any) -> Any:
        """``value`` with the model's objects in it as what tells them apart; itself where it holds none."""
        return _plain(value, page_key) if self.site.completed else value

    def _shown_whole(self, value: Any) -> Any:
        """The same, where the fields of the pages in it count."""
        return _plain(value, self.fields) if self.site.completed else value


def _plain(value: Any, of_page: Callable[[Page], str], depth: int = 0) -> Any:
    if isinstance(value, (str, int, float)) or value is None:
        return value
    if depth > 100:
        return object()  # never the same again
    if isinstance(value, Page):
        return ("page", of_page(value))
    if isinstance(value, StaticFile):
        return ("file", _file(value))
    if isinstance(value, Collection):
        return ("collection", value.label)
    if isinstance(value, (list, tuple)):
        items = [_plain(item, of_page, depth + 1) for item in value]
        return value if all(map(_same, items, value)) else items
    if isinstance(value, Mapping):
        items = [_plain(item, of_page, depth + 1) for item in value.values()]
        return value if all(map(_same, items, value.values())) else dict(zip(value, items, strict=True))
    return value


def _same(one: Any, other: Any) -> bool:
    return one is other


def _file(file: StaticFile) -> list[Any]:
    return [str(file.relative_path), file.url, str(file.output_path), file.modified, file.data, file.written]


def _of_file(path: str | None) -> str:
    if path is None:
        return ABSENT
    try:
        return f"{path} {of_bytes(Path(path).read_bytes())}"
    except OSError as error:
        return f"{path} {error.errno}"
