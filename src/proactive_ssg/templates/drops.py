"""Drops: what a template sees of the model, computed when it is first asked for (``lib/jekyll/drops``).

A drop is a read-only mapping; templates never hold the model's own objects, and what a drop does not give
cannot be reached. It is a ``dict`` that fills itself, so that asking a second time costs no more than a
dict does: a page of a large site asks thousands of drops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, NoReturn, Protocol

from proactive_ssg.liquid.printing import inspect_hash
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page

__all__ = ["Contents", "CurrentPageDrop", "Drop", "PageDrop", "Relations"]

Compute = Callable[[Any], Any]

_PLAIN = frozenset((str, int, float, bool, type(None), datetime, date))


class Contents(Protocol):
    """Who turns pages into HTML; asked at most once for each."""

    def html(self, page: Page) -> str:
        """The page without layout, converted."""
        ...

    def content(self, page: Page) -> str:
        """What Liquid sees: the source text until the page has been rendered, its HTML afterwards."""
        ...

    def output(self, page: Page) -> str | None:
        """The page in its layouts; None until it has been rendered."""
        ...

    def excerpt(self, page: Page) -> str | None:
        """The rendered excerpt; None where the page has none."""
        ...

    def excerpt_source(self, page: Page) -> str: ...

    def late_pages(self) -> tuple[Page, ...]:
        """What was made beside the pages that come before the one being rendered (source maps)."""
        ...


class Relations(Protocol):
    """Who knows the drops of everything else."""

    lang: str

    def build_time(self) -> datetime: ...

    def changed(self) -> None:
        """The data of a page has changed."""
        ...

    def next(self, document: Document) -> PageDrop | None: ...

    def previous(self, document: Document) -> PageDrop | None: ...

    def shown(self, value: Any) -> Any:
        """``value`` of front matter or of a plugin, with drops in place of the model's objects."""
        ...


class Drop(dict[str, Any]):
    """Keys of ``computed`` first, then those of the data; each is computed once, unless it is ``volatile``.

    ``drop[key]`` is nil for a key that is not there, as in Ruby; ``in`` tells.

    ``ruby_class``, where a drop has one, is what Liquid prints for it; a page has none, as it is a hash.
    ``listed`` and ``inspected``: what Ruby writes for the thing inside a printed or an inspected array.
    """

    __slots__ = ("_data",)
    computed: ClassVar[Mapping[str, Compute]] = {}
    volatile: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, data: Mapping[str, Any]) -> None:
        computed = self.computed
        super().__init__(
            {key: value for key, value in data.items() if type(value) in _PLAIN and key not in computed}
        )
        self._data = data

    def refresh(self) -> None:
        """Forget what was computed: the data has changed (a hook may do that)."""
        super().clear()

    def _from_data(self, key: str) -> Any:
        return self._data.get(key)

    def __missing__(self, key: str) -> Any:
        compute = self.computed.get(key)
        value = self._from_data(key) if compute is None else compute(self)
        if key not in self.volatile:
            super().__setitem__(key, value)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        return self[key] if key in self else default  # noqa: SIM401 (this is it)

    def __contains__(self, key: object) -> bool:
        return key in self.computed or key in self._data

    def __iter__(self) -> Iterator[str]:
        yield from self.computed
        yield from (key for key in self._data if key not in self.computed)

    def __len__(self) -> int:
        return sum(1 for _key in self)

    def keys(self) -> Any:
        return list(self)

    def items(self) -> Any:
        return [(key, self[key]) for key in self]

    def values(self) -> Any:
        return [self[key] for key in self]

    def __bool__(self) -> bool:
        return True

    # Two drops are the same when they show the same thing, and each thing has one drop.
    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __str__(self) -> str:
        """What ``{{ drop }}`` prints."""
        return str(getattr(self, "ruby_class", type(self).__name__))

    def as_json(self, depth: int) -> Mapping[str, Any]:  # noqa: ARG002 (documents need it)
        """What ``jsonify`` writes; ``depth``: how many arrays and objects are around the drop."""
        return {key: self[key] for key in self}

    def _refuse(self, *_arguments: Any, **_named: Any) -> NoReturn:
        raise TypeError("a drop is read-only")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


class PageDrop(Drop):
    """A page: a Ruby hash of its front matter, and of what Jekyll adds (``Page::ATTRIBUTES_FOR_LIQUID``)."""

    __slots__ = ("_contents", "_page", "_relations")
    volatile = frozenset(("content", "output", "excerpt"))

    def __init__(self, page: Page, contents: Contents, relations: Relations) -> None:
        super().__init__(page.data)
        self._page = page
        self._contents = contents
        self._relations = relations

    def refresh(self) -> None:
        super().refresh()
        self._relations.changed()

    def _from_data(self, key: str) -> Any:
        return self._relations.shown(self._data.get(key))

    def __iter__(self) -> Iterator[str]:
        yield from self._data
        yield from (key for key in self.computed if key not in self._data)

    def __eq__(self, other: object) -> bool:
        """Ruby compares the hashes: two views of one page are the same while they show the same text."""
        if self is other:
            return True
        same = isinstance(other, PageDrop) and other._page is self._page and type(self) is not type(other)
        return same and self["content"] == other["content"]  # type: ignore[index]

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self._page)

    def __str__(self) -> str:
        return inspect_hash(self)

    @property
    def listed(self) -> str:
        """What an array of pages prints for this one (``Page#to_s``)."""
        return self._contents.content(self._page)

    @property
    def inspected(self) -> str:
        """What ``inspect`` writes for it inside an array."""
        return f'#<Jekyll::Page @relative_path="{self._page.relative_path}">'

    def _excerpt(self) -> Any:
        given = self._data.get("excerpt")
        if given is not None and given is not False:
            return str(given)
        return self._contents.excerpt(self._page)

    def _dir(self) -> str:
        url = self._page.url
        return url if url.endswith("/") else url[: url.rfind("/") + 1]

    computed: ClassVar[Mapping[str, Compute]] = {
        "content": lambda self: self._contents.content(self._page),
        "dir": _dir,
        "excerpt": _excerpt,
        "name": lambda self: self._page.relative_path.name,
        "path": lambda self: self._data.get("path") or str(self._page.relative_path),
        "url": lambda self: self._page.url,
    }


class CurrentPageDrop(PageDrop):
    """The page being rendered: Jekyll takes its hash before, so that ``page.content`` stays the source."""

    __slots__ = ()
    computed: ClassVar[Mapping[str, Compute]] = {
        **PageDrop.computed,
        "content": lambda self: self._page.body,
    }
