"""Header cells that no cell belongs to (criterion 5.7 of RGAA), by the algorithm of HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from proactive_ssg.check.finding import Level
from proactive_ssg.check.html import Element
from proactive_ssg.check.names import referenced, text_of
from proactive_ssg.check.roles import explicit_role, written_as
from proactive_ssg.check.rule import AuditedPage, Hit, Rule
from proactive_ssg.check.tables import Slot, Table, slots_of, tables_of
from proactive_ssg.check.visibility import hidden, perceived
from proactive_ssg.i18n import _

__all__ = ["RULES"]


def _headers_of_nothing(page: AuditedPage) -> Iterator[Hit]:
    yield from _columns_of_roles(page)
    for table in tables_of(page):
        if not table.is_layout and _is_complete(page, table):
            for header in _lonely(page, table):
                yield Hit(header, _("this header cell has no cells below it or beside it"), "5.7.5")


def _is_complete(page: AuditedPage, table: Table) -> bool:
    """Whether it has cells with a text: an empty one waits for a script to fill it."""
    return any(cell.name == "td" and text_of(page, cell) for cell in table.cells)


def _lonely(page: AuditedPage, table: Table) -> Iterator[Element]:
    slots = slots_of(table)
    naming = [slot.cell for slot in slots if "headers" in slot.cell.attributes]
    named = {one for cell in naming for one in referenced(page, cell, "headers")}
    others = _Others(slots)
    for slot in slots:
        cell = slot.cell
        if cell.name != "th" or explicit_role(cell) or cell in named or hidden(page, cell):
            continue
        if text_of(page, cell) and not _heads(slot, others):
            yield cell


class _Others:
    """How many cells each row and each column has; one with ``headers`` has named its own: not counted."""

    def __init__(self, slots: list[Slot]) -> None:
        self.in_row: Counter[int] = Counter()
        self.data_in_row: Counter[int] = Counter()
        self.in_column: Counter[int] = Counter()
        for slot in slots:
            if slot.cell.get("headers").strip():
                continue
            for row in slot.rows:
                self.in_row[row] += 1
                self.data_in_row[row] += slot.cell.name == "td"
            for column in slot.columns:
                self.in_column[column] += 1


def _heads(header: Slot, others: _Others) -> bool:
    """Whether a header stands over a cell or beside one."""
    itself = 0 if header.cell.get("headers").strip() else 1
    over = any(others.in_column[at] > itself for at in header.columns)
    match header.cell.get("scope").strip().lower():
        case "rowgroup":
            return True
        case "row":
            return any(others.in_row[at] > itself for at in header.rows)
        case "col" | "colgroup":
            return over
        case _:
            return over or any(others.data_in_row[at] for at in header.rows)


def _columns_of_roles(page: AuditedPage) -> Iterator[Hit]:
    """In a grid of roles, where spans do not exist, a header at a place where no row has a cell."""
    for grid in perceived(page, written_as(page, "grid", "table", "treegrid")):
        if grid.name == "table":
            continue
        rows = [row for row in grid.walk() if explicit_role(row) == "row"]
        cells = [[cell for cell in row.elements if explicit_role(cell)] for row in rows]
        if len(rows) < 2 or any("aria-colspan" in one.attributes for row in cells for one in row):
            continue
        longest = max(len(row) for row in cells[1:])
        for at, cell in enumerate(cells[0]):
            if explicit_role(cell) == "columnheader" and at >= longest > 0:
                yield Hit(cell, _("this header cell has no cells below it"), "5.7.5")


RULES: tuple[Rule, ...] = (
    Rule(
        "table-header-without-cells",
        "5.7",
        "5.7.5",
        Level.ERROR,
        _headers_of_nothing,
        lambda: _("give each row a cell for each header"),
    ),
)
