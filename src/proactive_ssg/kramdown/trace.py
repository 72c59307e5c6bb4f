"""Conversion that tells where each element comes from: the dialect's own output, and one attribute more.

Nothing of this is in the way of :func:`~proactive_ssg.kramdown.convert`: the attribute is put on the tree,
between the parser and the converter.
"""

# ruff: noqa: SIM905 - long lists of names read best as text
from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from .document import Result
from .element import Element
from .html import HtmlConverter
from .options import Options
from .parser import Parser

__all__ = ["Wanted", "convert_traced"]

_TRACED: Final = frozenset(
    "p header blockquote codeblock ul ol li dl dt dd hr table thead tbody tfoot tr td th a img em strong "
    "html_element".split()
)


class Wanted(NamedTuple):
    """An element whose source is asked for: the line of the text on which it starts.

    ``name``: that of its tag, where the text itself has one; ``address``: what a link or an image of Markdown
    refers to; ``within_table``: it may stand on one of the lines that follow.
    """

    line: int
    name: str
    address: str
    within_table: bool


SourceOf = Callable[[Wanted], str | None]


def convert_traced(text: str, options: Options, attribute: str, source_of: SourceOf) -> Result:
    """As ``convert``; every element has ``attribute``, of what ``source_of`` says, if anything.

    It is asked in the order of the document.
    """
    parser = Parser(options.copy())
    root = parser.parse(text)
    pending = [(footnote.content, 0) for footnote in parser.footnotes.values()]
    pending.append((root, 0))
    while pending:
        element, table = pending.pop()
        if element.type == "table":
            table = element.line
        if element.type in _TRACED and (element.line or table):
            source = source_of(_wanted(element, table))
            if source is not None:
                element.attr[attribute] = source
        pending.extend((child, table) for child in reversed(element.children))
    converter = HtmlConverter(root, parser.options, parser.warnings)
    return Result(converter.convert(), parser.warnings)


def _wanted(element: Element, table: int) -> Wanted:
    name = str(element.value).lower() if element.type == "html_element" else ""
    address = element.attr.get("href" if element.type == "a" else "src") or "" if not name else ""
    return Wanted(table or element.line, name, address, within_table=bool(table))
