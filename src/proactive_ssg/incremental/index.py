"""Index: which page a file is, who read which page or file, and what those asked that are made every time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from proactive_ssg.journal import Query

__all__ = ["Index"]

_SHARED = -1


@dataclass(slots=True)
class Index:
    """Pages are named by their number in the order of rendering.

    ``numbers``: the page that is made of a file, by its path. ``readers``: those that asked for another page,
    by its key. ``includers``: those that have a file in them, by its path. ``restless``: those that are
    others in every build. ``asked``: what pages of which nothing is remembered asked for of templates and
    files, and the answers.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    readers: dict[str, list[int]] = field(default_factory=dict)
    includers: dict[str, list[int]] = field(default_factory=dict)
    restless: list[int] = field(default_factory=list)
    asked: list[tuple[Query, str]] = field(default_factory=list)

    def to_bytes(self) -> bytes:
        return json.dumps([getattr(self, name) for name in self.__slots__]).encode()

    @classmethod
    def of(cls, payload: bytes) -> Index:
        numbers, readers, includers, restless, asked = json.loads(payload)
        questions = [(tuple(query), answer) for query, answer in asked]
        return cls(numbers, readers, includers, restless, questions)

    def number_pages(self, paths: Iterable[str]) -> None:
        """``paths``: those of the pages, in the order of rendering."""
        for number, path in enumerate(paths):
            self.numbers[path] = _SHARED if path in self.numbers else number

    def page_of(self, path: str) -> int | None:
        """The one page that is made of this file; None where there is none, or more."""
        number = self.numbers.get(path, _SHARED)
        return None if number == _SHARED else number

    def add(self, readers: Mapping[str, list[int]], includers: Mapping[str, list[int]]) -> None:
        """These, too. Whoever asked before and does no longer is left: that does no harm."""
        for known, more in ((self.readers, readers), (self.includers, includers)):
            for name, found in more.items():
                known[name] = sorted({*known.get(name, ()), *found})
