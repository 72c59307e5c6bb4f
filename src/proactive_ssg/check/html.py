"""HTML as a browser reads it, with the place of every tag (Lexbor's parser); its errors: ``syntax``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from proactive_ssg.check.syntax_tokens import Fault, Tag, Text, tokens

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["Document", "Element", "parse"]


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
    tokens: Sequence[Tag | Text | Fault] = ()

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
        if self.by_name.keys().isdisjoint(names):
            return []
        wanted = frozenset(names)
        return [element for element in self.all if element.name in wanted]


def parse(source: str) -> Document:
    """The document in ``source``; any text is one, as for a browser.

    The parser keeps no places. Each start tag that our tokenizer finds is therefore given its number as an
    attribute: the element that the parser makes of it, wherever it puts it, still has it.
    """
    from selectolax.lexbor import LexborHTMLParser

    found = list(tokens(source))
    starts = [token.position for token in found if isinstance(token, Tag) and not token.closing]
    parsed = LexborHTMLParser(_numbered(source, starts).encode("utf-8", "replace"))
    doctype = _DOCTYPE.match(source)
    return Document(
        source,
        _tree(parsed.root, _Places(source, starts)) if parsed.root is not None else Element("html", {}),
        doctype[1].lower() if doctype is not None else None,
        found,
    )


_AT = "proactive-ssg-at"
_DOCTYPE = re.compile(r"(?:\ufeff|\s+|<!--.*?-->)*+<!doctype\s*([^\s>]*)", re.IGNORECASE | re.DOTALL)
_TAG_NAME = re.compile(r"<[^\s/>]*")
# What a tag that the tokenizer took for one leaves in a text or an attribute, where it was none.
_REST = re.compile(rf' {_AT}="\d+"')
_TEXT_OF_HTML = {
    "svg": frozenset({"foreignObject", "desc", "title"}),
    "math": frozenset({"mi", "mo", "mn", "ms", "mtext"}),
}


def _numbered(source: str, starts: Sequence[int]) -> str:
    """``source`` with the number of each start tag in it, counted from 0."""
    parts: list[str] = []
    done = 0
    for number, start in enumerate(starts):
        name = _TAG_NAME.match(source, start)
        assert name is not None
        parts += (source[done : name.end()], f' {_AT}="{number}"')
        done = name.end()
    parts.append(source[done:])
    return "".join(parts)


class _Places:
    """Lines and columns (1-based) of the start tags."""

    def __init__(self, source: str, starts: Sequence[int]) -> None:
        self._starts = starts
        self._lines = [0, *(found.end() for found in re.finditer("\n", source))]

    def of(self, number: str | None) -> tuple[int, int]:
        """0, 0 for a tag without a number of ours: a page may write the attribute itself."""
        if number is None or not number.isascii() or not number.isdigit() or len(number) > 9:
            return 0, 0
        if int(number) >= len(self._starts):
            return 0, 0
        start = self._starts[int(number)]
        line = bisect_right(self._lines, start)
        return line, start - self._lines[line - 1] + 1


def _tree(top: LexborNode, places: _Places) -> Element:
    """``top`` and all below it, as elements of ours."""
    root = _element(top, "", places)
    stack = [(top, root, "")]
    while stack:
        node, element, space = stack.pop()
        child = node.first_child
        while child is not None:
            name = child.tag or ""
            if name == "-text":
                text = child.text_content or ""
                element.children.append(_REST.sub("", text) if _AT in text else text)
            elif name[:1] not in ("-", "!", ""):
                inner_space = name if name in _TEXT_OF_HTML else space
                inner = _element(child, inner_space, places)
                inner.parent = element
                element.children.append(inner)
                below = "" if name in _TEXT_OF_HTML.get(inner_space, ()) else inner_space
                stack.append((child, inner, below))
            child = child.next
    return root


def _element(node: LexborNode, space: str, places: _Places) -> Element:
    given = node.attributes
    line, column = places.of(given.pop(_AT, None))
    attributes = {name: value or "" for name, value in given.items()}
    name = f"{space}:{node.tag}" if space else str(node.tag)
    return Element(name, attributes, line, column)
