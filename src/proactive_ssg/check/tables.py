"""The tables of a page, with their rows and cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from proactive_ssg.check.html import Element
from proactive_ssg.check.roles import NO_ROLE, explicit_role
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.visibility import perceivable

__all__ = ["HEADER_ROLES", "Slot", "Table", "slots_of", "tables_of"]

HEADER_ROLES = ("columnheader", "rowheader")


@dataclass(slots=True)
class Table:
    """``rows``: its cells, row by row, without those of tables inside."""

    element: Element
    parts: list[Element]
    rows: list[list[Element]]

    @property
    def cells(self) -> list[Element]:
        return [cell for row in self.rows for cell in row]

    @property
    def headers(self) -> list[Element]:
        return [cell for cell in self.cells if _is_header(cell)]

    @property
    def is_layout(self) -> bool:
        return explicit_role(self.element) in NO_ROLE

    @property
    def is_plain(self) -> bool:
        """Neither a table for layout nor a widget (``grid``)."""
        return explicit_role(self.element) in ("", "table")

    @property
    def caption(self) -> Element | None:
        return next((part for part in self.parts if part.name == "caption"), None)


class Slot(NamedTuple):
    """A cell and where it stands: ``row`` and ``column`` of its corner, ``height`` and ``width`` in slots."""

    cell: Element
    row: int
    column: int
    height: int
    width: int

    @property
    def rows(self) -> range:
        return range(self.row, self.row + self.height)

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.width)


_MOST_SPAN = 1000
"""What HTML allows for ``colspan``."""
_MOST_SLOTS = 200_000


def slots_of(table: Table) -> list[Slot]:
    """The cells of a table in its grid, as HTML forms it (``rowspan="0"``: to the end).

    None of a table of more slots than anybody's: spans are written in a moment, and take long to work out.
    """
    if sum(_area(cell, len(table.rows)) for cell in table.cells) > _MOST_SLOTS:
        return []
    taken: dict[int, int] = {}
    """Of each column, the first row that no cell from above reaches."""
    slots: list[Slot] = []
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while taken.get(column, 0) > row:
                column += 1
            width = max(1, min(_span(cell, "colspan"), _MOST_SPAN))
            height = min(_span(cell, "rowspan") or len(table.rows), len(table.rows) - row)
            slots.append(Slot(cell, row, column, height, width))
            for at in range(column, column + width):
                taken[at] = row + height
            column += width
    return slots


def _area(cell: Element, rows: int) -> int:
    return min(_span(cell, "colspan"), _MOST_SPAN) * min(_span(cell, "rowspan") or rows, rows)


def _span(cell: Element, name: str) -> int:
    written = cell.attributes.get(name)
    if written is None:
        return 1
    written = written.strip()
    return int(written[:6]) if written.isascii() and written.isdigit() else 1


def _is_header(cell: Element) -> bool:
    return cell.name == "th" or explicit_role(cell) in HEADER_ROLES


def tables_of(page: AuditedPage) -> list[Table]:
    """The tables that assistive technology is given."""
    known = page.cache.get("tables")
    if known is None:
        known = page.cache["tables"] = [_read(table) for table in perceivable(page, "table")]
    return known  # type: ignore[return-value]


def _read(table: Element) -> Table:
    parts: list[Element] = []
    rows: list[list[Element]] = []
    stack = table.elements[::-1]
    while stack:
        element = stack.pop()
        parts.append(element)
        if element.name == "tr":
            rows.append([cell for cell in element.elements if cell.name in ("td", "th")])
        if element.name in ("thead", "tbody", "tfoot", "tr", "colgroup"):
            stack.extend(reversed(element.elements))
    return Table(table, parts, [row for row in rows if row])
