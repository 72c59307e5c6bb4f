"""The outline of a page: what rules over a whole site see of it, small enough to be remembered.

Of the content it has headings, links, forms and landmarks, and what names them; other texts are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proactive_ssg.check.html import Document, Element

__all__ = ["document_of", "outline"]

_WHOLE = frozenset(
    (
        *("a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "label", "legend", "nav", "style", "summary"),
        *("svg", "title"),
    )
)
_KEPT = _WHOLE | frozenset(
    (
        *("area", "aside", "base", "body", "dialog", "footer", "form", "frame", "head", "header", "html"),
        *("iframe", "input", "link", "main", "meta", "search", "select", "textarea"),
    )
)
_NAMING = ("aria-labelledby", "aria-describedby")


def outline(document: Document) -> list[list[Any]]:
    """Elements as ``[parent, name, attributes, line, column]`` and texts as ``[parent, text]``, in order.

    ``parent`` is the number of the parent in this list, -1 for the root; the first item is the doctype.
    """
    named = {name for element in document.all for key in _NAMING for name in element.get(key).split()}
    kept: set[int] = set()
    for element in reversed(document.all):
        if element.name in _KEPT or id(element) in kept or element.has("id") or _has_role(element):
            kept.add(id(element))
            if element.parent is not None:
                kept.add(id(element.parent))
    items: list[list[Any]] = [[document.doctype]]
    stack: list[tuple[Element | str, int, bool]] = [(document.root, -1, False)]
    while stack:
        item, parent, whole = stack.pop()
        if isinstance(item, str):
            items.append([parent, item])
            continue
        whole = whole or item.name in _WHOLE or item.get("id") in named
        items.append([parent, item.name, item.attributes, item.line, item.column])
        number = len(items) - 1
        for child in reversed(item.children):
            if whole or (not isinstance(child, str) and id(child) in kept):
                stack.append((child, number, whole))
    return items


def _has_role(element: Element) -> bool:
    return any(name == "role" or name.startswith("aria-") for name in element.attributes)


def document_of(items: Sequence[Sequence[Any]]) -> Document:
    """The document of an outline: without its source."""
    made: list[Element | None] = [None]
    for item in items[1:]:
        parent = made[item[0]] if item[0] >= 0 else None
        element = Element(item[1], item[2], item[3], item[4], parent) if len(item) > 2 else None
        if parent is not None and element is not None:
            parent.children.append(element)
        elif parent is not None:
            parent.add_text(item[1])
        made.append(element)
    root = next((element for element in made if element is not None), Element("html", {}))
    return Document("", root, items[0][0] if items else None)
