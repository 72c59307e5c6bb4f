"""HTML tables that kramdown's own syntax could have written become its tables (``parser/html.rb``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from .definitions import STRIP
from .element import Element
from .html_tags import BLOCK_ELEMENTS

__all__ = ["convert_table"]

_ALIGNMENT: Final = re.compile(r"(?:;[ \t\n\r\f\v]*)?text-align:[ \t\n\r\f\v]+(center|left|right)")
_ANY_ALIGNMENT: Final = re.compile(r"text-align:[ \t\n\r\f\v]+(center|left|right|justify|inherit)")


def convert_table(
    el: Element, process_children: Callable[[Element], None], keep_html: Callable[[Element, bool], None]
) -> None:
    """Convert ``el`` (and its content, by ``process_children``), or keep it as HTML by ``keep_html``."""
    if not _is_simple(el):
        keep_html(el, False)
        return
    el.children = [child for child in el.children if child.type != "text"]
    process_children(el)
    el.type, el.value, el.category, el.ial = "table", None, "", None
    el.options = None
    for row in _find(el, lambda child: child.type == "tr"):
        el.options = {"alignment": [_take_alignment(cell) for cell in row.children]}
    el.children = [child for child in el.children if child.type != "html_element"]
    for head in _find(el, lambda child: child.type == "th"):
        head.type = "td"
    if el.children and el.children[0].type == "tr":
        body = Element("tbody")
        body.children = el.children
        el.children = [body]


def _find(el: Element, wanted: Callable[[Element], bool]) -> Iterator[Element]:
    """The outermost wanted elements below ``el``, in order."""
    for child in el.children:
        if wanted(child):
            yield child
        else:
            yield from _find(child, wanted)


def _take_alignment(cell: Element) -> str:
    """The alignment of a cell, which leaves its style."""
    style = cell.attr.get("style")
    if style is None:
        return "default"
    found = _ALIGNMENT.search(style)
    rest = _ALIGNMENT.sub("", style, count=1)
    if rest.strip(STRIP):
        cell.attr["style"] = rest
    else:
        del cell.attr["style"]
    return found[1] if found else "default"


def _is_simple(el: Element) -> bool:
    """Whether the rows are all alike and hold text alone, in the order of a kramdown table."""
    cells = _find(el, lambda child: child.value in ("th", "td"))
    if not all(_has_only_phrasing(cell) for cell in cells):
        return False
    rows = [_cells(row) for row in _find(el, lambda child: child.value == "tr")]
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        return False
    alignments = [[_alignment(cell) for cell in row] for row in rows]
    if any(side in ("justify", "inherit") for row in alignments for side in row):
        return False
    if any(row != alignments[0] for row in alignments):
        return False
    return _has_rows(el, "td") or (
        all(_is_part(part) for part in el.children) and any(part.value == "tbody" for part in el.children)
    )


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.children if cell.value in ("th", "td")]


def _alignment(cell: Element) -> str:
    found = _ANY_ALIGNMENT.search(cell.attr.get("style") or "")
    return found[1] if found else "default"


def _has_only_phrasing(cell: Element) -> bool:
    pending = [cell]
    while pending:
        for child in pending.pop().children:
            if child.type != "text" and child.value in BLOCK_ELEMENTS:
                return False
            pending.append(child)
    return True


def _is_part(part: Element) -> bool:
    if part.type == "text":
        return True
    if part.value == "thead":
        return _has_rows(part, "th")
    return part.value in ("tbody", "tfoot") and _has_rows(part, "td")


def _has_rows(el: Element, cell: str) -> bool:
    """Whether there is nothing but rows below ``el``, and in them nothing but such cells."""
    return all(
        row.type == "text"
        or (row.value == "tr" and all(child.type == "text" or child.value == cell for child in row.children))
        for row in el.children
    )
