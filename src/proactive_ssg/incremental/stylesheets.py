"""Stylesheets that were compiled before: the answers of the compiler, by what it was asked."""

from __future__ import annotations

from collections.abc import Iterable

from proactive_ssg.incremental.limits import Limits
from proactive_ssg.incremental.store import Store

__all__ = ["StylesheetMemory"]

_KIND = "stylesheet"


class StylesheetMemory:
    """Implements :class:`~proactive_ssg.sass.memory.StylesheetStore` on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._used: set[str] = set()
        self._files: set[str] = set()
        self._known = True

    def recall(self, key: str) -> bytes | None:
        return self._store.get(_KIND, key)

    def remember(self, key: str, payload: bytes) -> None:
        self._store.put(_KIND, key, payload)

    def used(self, key: str, files: Iterable[str] | None) -> None:
        self._used.add(key)
        self._known = self._known and files is not None
        self._files.update(files or ())

    def limits(self) -> Limits:
        """What the stylesheets depend on."""
        return Limits(self._known, files=frozenset(self._files))

    def finish(self) -> None:
        """Forget what the site is no longer made with."""
        self._store.drop(_KIND, self._store.keys(_KIND) - self._used)
