"""The lists of a site that stay what they are: what a filter works out of one serves every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

__all__ = ["Members"]

# What a page shows of itself before it is rendered is not what it shows afterwards.
_CHANGING = frozenset(("content", "output", "excerpt", "next", "previous", "date"))


class Members(list[Any]):
    """The pages, posts or documents of a site, which ``where`` and ``find`` look up instead of going over."""

    __slots__ = ("_indexes",)

    def __init__(self, items: Iterable[Any]) -> None:
        super().__init__(items)
        self._indexes: dict[str, dict[str, list[Any]]] = {}

    def having(self, name: str, text: str, texts_of: Callable[[Any, str], Iterable[str]]) -> list[Any] | None:
        """The members of which ``texts_of(member, name)`` holds ``text``; None where that may change."""
        if name.partition(".")[0] in _CHANGING:
            return None
        index = self._indexes.get(name)
        if index is None:
            index = {}
            for member in self:
                for found in dict.fromkeys(texts_of(member, name)):
                    index.setdefault(found, []).append(member)
            self._indexes[name] = index  # only now: a member that cannot be asked is told every time
        return index.get(text, [])

    def forget(self) -> None:
        """The data of a member has changed."""
        self._indexes.clear()
