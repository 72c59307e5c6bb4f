"""The tables of a page, with their rows and cells."""

from __future__ import annotations

from dataclasses import dataclass

from proactive_ssg.check.html import Element
from proactive_ssg.check.roles import explicit_role
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.visibility import perceivable

__all__ = ["HEADER_ROLES", "Table", "tables_of"]

_LAYOUT = ("none", "presentation")
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
        return explicit_role(self.element) in _LAYOUT

    @property
    def is_plain(self) -> bool:
        """Neither a table for layout nor a widget (``grid``)."""
        return explicit_role(self.element) in ("", "table")

    @property
    def caption(self) -> Element | None:
        return next((part for part in self.parts if part.name == "caption"), None)


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
