"""RepairLog: what was repaired on each page of a build, those included that were not rendered again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from proactive_ssg.repair.record import Repair

__all__ = ["RepairLog", "from_rows", "to_rows"]

Row = list[str | int]


class RepairLog:
    """The repairs by the file that the page became; read from ``content`` when somebody asks."""

    __slots__ = ("_content", "_pages")

    def __init__(self, content: bytes = b"") -> None:
        self._content = content
        self._pages: dict[PurePosixPath, tuple[Repair, ...]] | None = None if content else {}

    @property
    def pages(self) -> Mapping[PurePosixPath, Sequence[Repair]]:
        """What was repaired on which page; pages without repairs are not in it."""
        return self._read()

    def set(self, output: PurePosixPath, repairs: Iterable[Repair]) -> None:
        """This is what was repaired on the page ``output``."""
        pages, found = self._read(), tuple(repairs)
        if found:
            pages[output] = found
        else:
            pages.pop(output, None)

    def to_bytes(self) -> bytes:
        """All of it, for :class:`RepairLog`; empty where there is nothing."""
        if self._pages is None:
            return self._content
        rows = {str(output): to_rows(repairs) for output, repairs in self._pages.items()}
        return json.dumps(rows).encode() if rows else b""

    def _read(self) -> dict[PurePosixPath, tuple[Repair, ...]]:
        if self._pages is None:
            rows = json.loads(self._content)
            self._pages = {PurePosixPath(output): tuple(from_rows(found)) for output, found in rows.items()}
        return self._pages


def to_rows(repairs: Iterable[Repair]) -> list[Row]:
    """Each as the list of its fields."""
    return [[one.name, one.criterion, one.text, one.path, one.line, one.column, one.count] for one in repairs]


def from_rows(rows: Iterable[Row]) -> list[Repair]:
    """What :func:`to_rows` was given."""
    return [Repair(*row) for row in rows]  # type: ignore[arg-type]
