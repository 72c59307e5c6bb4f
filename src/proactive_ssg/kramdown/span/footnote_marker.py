"""``[^name]``, the reference to a footnote (``parser/kramdown/footnote.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.attributes import update_attr
from proactive_ssg.kramdown.element import Element

if TYPE_CHECKING:
    from proactive_ssg.kramdown.definitions import Footnote

    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = "["
STARTS: Final[dict[str, str]] = {}

_MARKER: Final = re.compile(r"\[\^([A-Za-z0-9_][A-Za-z0-9_-]*+)\]")


def parse(s: SpanScanner) -> bool:
    """Take a footnote marker: an element if the footnote is defined, else text."""
    match = _MARKER.match(s.src, s.pos) if s.src.startswith("^", s.pos + 1) else None
    if match is None:
        return False
    name = match.group(1)
    footnote = s.parser.footnotes.get(name)
    line = s.line_number()
    if footnote is None:
        s.parser.warn(line, f"Footnote definition for '{name}' not found on line {line}")
        s.text.append(match.group())
    else:
        marker = _marker(s, footnote, line)
        footnote.markers.append(marker)
        s.add(marker)
    s.pos = match.end()
    return True


def _marker(s: SpanScanner, footnote: Footnote, line: int) -> Element:
    """The element; all markers of a footnote share the attributes written for its definition."""
    eob = footnote.eob
    if eob is not None:
        if eob.ial:
            update_attr(s.parser, eob.attr, eob.ial)
        footnote.attr = eob.attr
        footnote.eob = None
    return Element("footnote", footnote.content, line, attr=footnote.attr, options={"name": footnote.name})
