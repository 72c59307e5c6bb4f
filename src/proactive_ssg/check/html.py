"""HTML as a browser reads it, with the place of every tag (justhtml); its errors: ``syntax``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

__all__ = ["Document", "Element", "parse"]


_HTML = (None, "html", "http://www.w3.org/1999/xhtml")


@dataclass(eq=False, slots=True)
class Element:
    """An element; ``children`` are elements and texts in order.

    ``line`` and ``column`` are those of its start tag (0, 0 where the parser made it up: an ``html`` or
    ``tbody`` that nobody wrote). ``name`` is in lower case, with ``svg`` or ``math`` before a colon in those
    namespaces (``svg:title``).
    """

    name: str
    attributes: dict[str, str]
    line: int = 0
    column: int = 0
    parent: Element | None = field(default=None, repr=False)
    children: list[Element | str] = field(default_factory=list, repr=False)
    _own_text: str | None = field(default=None, repr=False)

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute."""
        return self.attributes.get(name, default)

    def has(self, name: str) -> bool:
        return name in self.attributes

    @property
    def elements(self) -> Iterator[Element]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the order of the document (without recursion)."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))

    @property
    def ancestors(self) -> Iterator[Element]:
        """From the parent upwards."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    @property
    def own_text(self) -> str:
        """The text that stands directly in it, with spaces as one."""
        if self._own_text is None:
            self._own_text = " ".join("".join(c for c in self.children if isinstance(c, str)).split())
        return self._own_text

    @property
    def text(self) -> str:
        """All texts below, in order, as they are."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                parts.append(item)
            else:
                stack.extend(reversed(item.children))
        return "".join(parts)


@dataclass(eq=False)
class Document:
    """A parsed page: ``root`` is its ``html`` element, ``doctype`` None where there is none."""

    source: str
    root: Element
    doctype: str | None

    @cached_property
    def all(self) -> list[Element]:
        """Every element, in the order of the document."""
        return list(self.root.walk())

    @cached_property
    def by_id(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.all:
            if identity := element.attributes.get("id"):
                found.setdefault(identity, []).append(element)
        return found

    @cached_property
    def by_name(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.all:
            found.setdefault(element.name, []).append(element)
        return found

    def named(self, *names: str) -> list[Element]:
        """The elements of these names, in the order of the document."""
        if len(names) == 1:
            return self.by_name.get(names[0], [])
        return [element for element in self.all if element.name in names]


def parse(source: str) -> Document:
    """The document in ``source``; any text is one, as for a browser."""
    from justhtml import JustHTML

    parsed = JustHTML(source, sanitize=False, track_node_locations=True)
    doctype: str | None = None
    root = Element("html", {})
    for node in parsed.root.children or ():
        if node.name == "!doctype":
            doctype = str(getattr(node.data, "name", node.data) or "")
        elif node.name == "html":
            root = _element(node)
    return Document(source, root, doctype)


def _element(top: Any) -> Element:
    made = _without_children(top)
    stack = [(top, made)]
    while stack:
        node, element = stack.pop()
        for child in node.children or ():
            if child.name == "#text":
                element.children.append(child.data or "")
            elif child.name[:1] not in "#!":
                inner = _without_children(child)
                inner.parent = element
                element.children.append(inner)
                stack.append((child, inner))
    return made


def _without_children(node: Any) -> Element:
    attributes = {name: "" if value is None else value for name, value in (node.attrs or {}).items()}
    namespace = getattr(node, "namespace", None)
    name = node.name if namespace in _HTML else f"{namespace}:{node.name}"
    return Element(name, attributes, node.origin_line or 0, node.origin_col or 0)
