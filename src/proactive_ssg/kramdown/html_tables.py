"""Rows of tables: the alignment belongs to the table, the kind of cell to the part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .element import Element
from .entities import entity
from .html_escape import html_attributes
from .html_format import block, indented_block

if TYPE_CHECKING:
    from .html import HtmlConverter

__all__ = ["convert_cell", "convert_row"]


def convert_row(converter: HtmlConverter, row: Element, indent: int) -> str:
    """A ``tr`` and its cells; an empty cell holds a non-breaking space."""
    stack = converter.stack
    part = stack[-1].type if stack else ""
    alignment = (stack[-2].option("alignment") if len(stack) > 1 else None) or ()
    name = "th" if part == "thead" else "td"
    margin = " " * (indent + 2)
    rows: list[str] = []
    stack.append(row)
    for index, cell in enumerate(row.children):
        if cell.type != "td":
            rows.append(converter.convert_element(cell, indent + 2))
            continue
        side = alignment[index] if index < len(alignment) else "default"
        attr = html_attributes(_aligned(cell, side) if side != "default" else cell.attr)
        body = converter.inner(cell, indent + 2) or converter.entity_string(entity("nbsp"))
        rows.append(f"{margin}<{name}{attr}>{body}</{name}>\n")
    stack.pop()
    return indented_block("tr", row.attr, "".join(rows), indent)


def _aligned(cell: Element, side: str) -> dict[str, str | None]:
    own = f"{cell.attr['style']}; " if "style" in cell.attr else ""
    return {**cell.attr, "style": f"{own}text-align: {side}"}


def convert_cell(converter: HtmlConverter, cell: Element, indent: int) -> str:
    """A cell outside of any table, which only ``html_to_native`` can leave; kramdown raises for ``th``."""
    return block(cell.type, cell.attr, converter.inner(cell, indent), indent)
