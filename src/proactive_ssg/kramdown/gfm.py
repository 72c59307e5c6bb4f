"""What GFM does to the tree once it stands: hard line breaks, identifiers of headers.

The rules are those of ``kramdown-parser-gfm`` (``lib/kramdown/parser/gfm.rb``).
"""

from __future__ import annotations

from typing import Final

from .element import Element
from .entities import entity
from .header_id import GfmHeaderIds
from .options import Options

__all__ = ["gfm_raw_text", "plain_text", "update_elements"]


def plain_text(element: Element) -> str:
    """The text from which kramdown makes the identifier of a header: its text nodes alone."""
    parts: list[str] = []
    todo = [element]
    while todo:
        el = todo.pop()
        if el.type == "text":
            parts.append(el.value)
        else:
            todo.extend(reversed(el.children))
    return "".join(parts)


def gfm_raw_text(element: Element) -> str:
    """The text from which GFM makes it: code, formulas, entities and typography too."""
    children = element.children
    if len(children) == 1 and children[0].type == "text":
        return str(children[0].value)
    parts: list[str] = []
    todo = [element]
    while todo:
        el = todo.pop()
        kind = el.type
        if kind in ("text", "codespan", "math"):
            parts.append(el.value)
        elif kind == "entity":
            parts.append(el.value.char)
        elif kind == "smart_quote":
            parts.append(entity(el.value).char)
        elif kind == "typographic_sym":
            parts.append(_WITH_SPACE.get(el.value) or entity(el.value).char)
        else:
            todo.extend(reversed(el.children))
    return "".join(parts)


# The elements that blocks of the text may stand in.
_WITH_HEADERS: Final = frozenset(("blockquote", "ul", "ol", "li", "dl", "dd"))
_WITH_SPACE: Final = {"laquo_space": "«\N{NO-BREAK SPACE}", "raquo_space": "\N{NO-BREAK SPACE}»"}


def update_elements(options: Options, root: Element, source: str) -> None:
    """Break lines and name headers in the whole tree below ``root``, HTML elements apart.

    ``source`` is the document: without a backslash in it, no text has lines to be broken.
    """
    ids = GfmHeaderIds(options)
    if options.hard_wrap or "\\" in source or options.html_to_native or "html_to_native" in source:
        _update(root, options, "\n" if options.hard_wrap else "\\\n", ids)
    elif options.auto_ids and not options.transliterated_header_ids:
        _name_headers(root, ids)


def _name_headers(element: Element, ids: GfmHeaderIds) -> None:
    for child in element.children:
        kind = child.type
        if kind == "header":
            if "id" not in child.attr:
                child.attr["id"] = ids.generate(child.option("raw_text"))
        elif kind in _WITH_HEADERS:
            _name_headers(child, ids)


def _update(element: Element, options: Options, line_break: str, ids: GfmHeaderIds) -> None:
    children = element.children
    updated: list[Element] | None = None
    for index, child in enumerate(children):
        kind = child.type
        if kind == "text":
            if line_break in child.value:
                if updated is None:
                    updated = children[:index]
                is_last = index == len(children) - 1
                updated += _broken_lines(child, line_break, is_last and element.is_block)
                continue
        elif kind == "header" and options.auto_ids and options.transliterated_header_ids:
            pass  # the converter names it
        elif kind == "header" and options.auto_ids and "id" not in child.attr:
            child.attr["id"] = ids.generate(child.option("raw_text"))
        elif kind != "html_element" and child.children:
            _update(child, options, line_break, ids)
        if updated is not None:
            updated.append(child)
    if updated is not None:
        element.children = updated


def _broken_lines(text: Element, line_break: str, is_last_of_block: bool) -> list[Element]:
    """``text`` cut at its line breaks; the last one of a block breaks nothing."""
    lines = text.value.split(line_break)
    breaks = len(lines) - 1
    if is_last_of_block and not lines[-1]:
        breaks -= 1
    children = []
    for index, line in enumerate(lines):
        children.append(Element("text", f"\n{line}" if index else line, text.line + index))
        if index < breaks:
            children.append(Element("br", None, text.line + index))
    return children
