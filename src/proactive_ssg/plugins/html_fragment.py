"""A fragment of HTML as a tree, read with the rules of libxml2.

jekyll-mentions, jemoji and jekyll-toc hand pages to Nokogiri, that is to libxml2 2.9, and write what it gives
back: HTML 4, in which ``<p>`` ends where a ``<ul>`` begins and ``<section>`` is an unknown element. To write
the same bytes, the same repairs are made here. Which element ends another is libxml2's own table
(``htmlStartClose``), asked of it pair by pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from proactive_ssg.plugins.html_tokens import Data, EndTag, Markup, StartTag, Token, tokens

__all__ = ["VOID", "Element", "Node", "Other", "Text", "parse_fragment"]

VOID: Final = frozenset((
    "area", "base", "basefont", "br", "col", "frame", "hr", "img", "input", "isindex", "link", "meta",
    "param",
))  # fmt: skip
"""The elements without content of HTML 4: libxml2 knows no other."""
_OUTSIDE: Final = ("html", "head", "body")  # what is read is inside of them already
_DEEPEST = 250  # libxml2 reads 256 levels

_CLOSED_BY: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(closing.split())
    for names, closing in {
        "a": "a fieldset table td th",
        "address": "dd dl dt form li ul",
        "b font i": "center p td th",
        "big s small strike tt": "p",
        "caption": "col colgroup tbody tfoot thead tr",
        "colgroup": "colgroup tbody tfoot thead tr",
        "dd": "dt",
        "dir menu": "dd dl dt form ul",
        "dl": "form li",
        "dt": "dd dl",
        "form": "form",
        "h1 h2 h3 h4 h5 h6": "fieldset form li p table",
        "legend": "fieldset",
        "li": "li",
        "ol": "form ul",
        "option": "optgroup option",
        "p": "address blockquote caption center col colgroup dd dir div dl dt fieldset form h1 h2 h3 h4 h5 "
        "h6 hr li menu ol p pre table tbody td tfoot th tr ul",
        "pre": "dd dl dt fieldset form li table ul",
        "span": "td th",
        "tbody": "tbody tfoot",
        "td th": "tbody td tfoot th tr",
        "tfoot": "tbody",
        "thead": "tbody tfoot",
        "tr": "tbody tfoot tr",
        "u": "p td th",
        "ul": "address form menu ol pre",
    }.items()
    for name in names.split()
}

# An end tag does not reach beyond an element of a higher rank (htmlEndPriority).
_RANKS: Final[Mapping[str, int]] = {
    "div": 150, "td": 160, "th": 160, "tr": 170, "thead": 180, "tbody": 180, "tfoot": 180, "table": 190,
}  # fmt: skip


@dataclass(slots=True)
class Text:
    """Text, its entities resolved; inside of ``script`` and ``style`` it is written as it is."""

    text: str


@dataclass(slots=True)
class Other:
    """A comment or a processing instruction, as it is written."""

    markup: str


@dataclass(slots=True, eq=False)
class Element:
    """``attributes`` in order, None for one without a value; the root of a fragment has no name."""

    name: str = ""
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[tuple[Element, tuple[Element, ...]]]:
        """Every element below this one, in the order of the text, and those that hold it, outermost first."""
        stack: list[tuple[Element, tuple[Element, ...]]] = [(self, ())]
        while stack:
            element, outer = stack.pop()
            if element is not self:
                yield element, outer
            inside = (*outer, element)
            below = [child for child in element.children if isinstance(child, Element)]
            stack.extend((child, inside) for child in reversed(below))

    def text(self) -> str:
        """The text of all that is inside."""
        parts, stack = [], [*reversed(self.children)]
        while stack:
            node = stack.pop()
            if isinstance(node, Text):
                parts.append(node.text)
            elif isinstance(node, Element):
                stack.extend(reversed(node.children))
        return "".join(parts)


Node = Element | Text | Other


def parse_fragment(html: str) -> Element:
    """The root of the tree that libxml2 would make of the inside of a ``<body>``."""
    reader = _Reader()
    for token in tokens(html):
        reader.read(token)
    return reader.root


class _Reader:
    """Makes a tree of tokens; ``_open`` are the elements that have begun and not ended, the root first."""

    def __init__(self) -> None:
        self.root = Element()
        self._open = [self.root]

    def read(self, token: Token) -> None:
        match token:
            case StartTag(name) | EndTag(name) if name in _OUTSIDE:
                pass
            case StartTag():
                self._start(token)
            case EndTag():
                self._end(token.name)
            case Data():
                self._text(token.text)
            case Markup():
                self._open[-1].children.append(Other(token.text))

    def _start(self, tag: StartTag) -> None:
        while tag.name in _CLOSED_BY.get(self._open[-1].name, ()):
            self._open.pop()
        element = Element(tag.name, tag.attributes)
        self._open[-1].children.append(element)
        if tag.name not in VOID and not tag.closed and len(self._open) < _DEEPEST:
            self._open.append(element)

    def _end(self, name: str) -> None:
        rank = _RANKS.get(name, 100)
        for position in range(len(self._open) - 1, 0, -1):
            found = self._open[position].name
            if found == name:
                del self._open[position:]
                return
            if _RANKS.get(found, 100) > rank:
                return

    def _text(self, text: str) -> None:
        children = self._open[-1].children
        if children and isinstance(last := children[-1], Text):
            last.text += text
        else:
            children.append(Text(text))
