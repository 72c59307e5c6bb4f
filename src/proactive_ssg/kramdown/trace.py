"""Conversion that tells where each element comes from: the dialect's own output, and one attribute more.

Nothing of this is in the way of :func:`~proactive_ssg.kramdown.convert`: the attribute is put on the tree,
between the parser and the converter.
"""

# ruff: noqa: SIM905 - long lists of names read best as text
from __future__ import annotations

from collections.abc import Callable

from .document import Result
from .html import HtmlConverter
from .options import Options
from .parser import Parser

__all__ = ["convert_traced"]

_TRACED = frozenset(
    "p header blockquote codeblock ul ol li dl dt dd hr table thead tbody tfoot tr td th a img em strong "
    "html_element".split()
)


def convert_traced(
    text: str, options: Options, attribute: str, source_of: Callable[[int, str], str | None]
) -> Result:
    """As ``convert``; every element has ``attribute``, of what ``source_of(line, name)`` says, if anything.

    ``line`` is the line of ``text`` on which the element starts, ``name`` that of its tag where the text
    itself has one, asked in the order of the document.
    """
    parser = Parser(options.copy())
    root = parser.parse(text)
    pending = [footnote.content for footnote in parser.footnotes.values()]
    pending.append(root)
    while pending:
        element = pending.pop()
        if element.line and element.type in _TRACED:
            name = str(element.value).lower() if element.type == "html_element" else ""
            source = source_of(element.line, name)
            if source is not None:
                element.attr[attribute] = source
        pending.extend(reversed(element.children))
    converter = HtmlConverter(root, parser.options, parser.warnings)
    return Result(converter.convert(), parser.warnings)
