"""The order in which pages are rendered, and whose turn it is: what pages see of each other depends on it."""

from __future__ import annotations

from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site

__all__ = ["Order"]


class Order:
    """Jekyll's order (``site.rb``): the documents of each collection, oldest post first, then the pages.

    At the turn of a page, the pages before it have their HTML and their output. Once its layouts run, it has
    its own HTML too.
    """

    def __init__(self, site: Site) -> None:
        self.pages: list[Page] = []
        """Every page, in order."""
        self._silent: set[int] = set()
        for collection in site.collections.values():
            documents = collection.documents
            for document in reversed(documents) if collection.label == "posts" else documents:
                if not (collection.output and document.written):
                    self._silent.add(id(document))
                self.pages.append(document)
        self.pages.extend(site.pages)
        self._places = {id(page): place for place, page in enumerate(self.pages)}
        self._now: tuple[int, bool] = (-1, False)
        self._late: list[tuple[int, Page]] = []

    def is_written(self, page: Page) -> bool:
        """Does this page get a file? Others only show their content elsewhere."""
        return id(page) not in self._silent

    def has_content(self, page: Page) -> bool:
        """Is its HTML there, at this turn?"""
        place, (now, in_layouts) = self._places.get(id(page)), self._now
        return place is not None and (place < now or (place == now and in_layouts))

    def has_output(self, page: Page) -> bool:
        """Has it been through its layouts, at this turn?"""
        place = self._places.get(id(page))
        return place is not None and place < self._now[0]

    def comes_before(self, page: Page, other: Page) -> bool:
        """Is ``page`` rendered before ``other``?"""
        return self._places.get(id(page), -1) < self._places.get(id(other), -1)

    def turn_of(self, page: Page, in_layouts: bool = False) -> Turn:
        """Within, it is the turn of ``page``; ``in_layouts``: its content is made."""
        return Turn(self, (self._places.get(id(page), -1), in_layouts))

    def exchange(self, now: tuple[int, bool]) -> tuple[int, bool]:
        """From now on, whose turn it is; gives whose it was."""
        before, self._now = self._now, now
        return before

    def add_late(self, page: Page, beside: Page) -> None:
        """``page`` came into being with ``beside``: those after it find it in ``site.pages``."""
        self._late.append((self._places.get(id(beside), -1), page))
        self._late.sort(key=lambda late: late[0])

    @property
    def has_late_pages(self) -> bool:
        return bool(self._late)

    @property
    def late(self) -> tuple[tuple[int, Page], ...]:
        """All that came into being beside pages, with the number of that page."""
        return tuple(self._late)

    def late_pages(self) -> tuple[Page, ...]:
        """What was made beside the pages before this turn."""
        place, in_layouts = self._now
        return tuple(
            page for beside, page in self._late if beside < place or (beside == place and in_layouts)
        )


class Turn:
    """The turn of one page, for a ``with``: a class, as each page takes several and a generator is slow."""

    __slots__ = ("_now", "_order")

    def __init__(self, order: Order, now: tuple[int, bool]) -> None:
        self._order = order
        self._now = now

    def __enter__(self) -> None:
        self._now = self._order.exchange(self._now)

    def __exit__(self, *_error: object) -> None:
        self._order.exchange(self._now)
