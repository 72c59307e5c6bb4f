"""Element: a node of a parsed page."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["Element"]


class Element:
    """An element; ``children`` are elements and texts in order, ``number`` counts all of the page from 0.

    ``line`` and ``column`` are those of its start tag (0, 0 where the parser made it up: an ``html`` or
    ``tbody`` that nobody wrote). ``name`` is in lower case, with ``svg`` or ``math`` before a colon in those
    namespaces (``svg:title``).
    """

    # No dataclass: hundreds are made for each page, and this takes half the time.
    __slots__ = ("_own_text", "attributes", "children", "column", "line", "name", "number", "parent")

    def __init__(
        self,
        name: str,
        attributes: dict[str, str],
        line: int = 0,
        column: int = 0,
        parent: Element | None = None,
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.column = column
        self.parent = parent
        self.number = 0
        self.children: list[Element | str] = []
        self._own_text: str | None = ""

    def __repr__(self) -> str:
        return f"<{self.name} {self.attributes} {self.line}:{self.column}>"

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute."""
        return self.attributes.get(name, default)

    def has(self, name: str) -> bool:
        return name in self.attributes

    def add_text(self, text: str) -> None:
        """A text comes after what is in it."""
        self.children.append(text)
        if not text.isspace():
            self._own_text = None

    @property
    def elements(self) -> list[Element]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the order of the document (without recursion)."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            if element.children:
                stack.extend([child for child in reversed(element.children) if isinstance(child, Element)])

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
        text = self._own_text
        if text is None:
            written = "".join([child for child in self.children if isinstance(child, str)])
            text = self._own_text = " ".join(written.split())
        return text

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
