"""Two spaces or two backslashes at the end of a line (``parser/kramdown/line_break.rb``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.element import Element

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

# The spaces are found from the end of the line: they are rarer there than spaces in the text.
FIRST = "\n\\"
STARTS: Final = {"\n": r"(?<=  \n)", "\\": r"(?=\\\n)"}


def parse(s: SpanScanner) -> bool:
    """Take a hard line break, not the end of the line itself."""
    src, start = s.src, s.pos
    if src[start] == "\\":
        if not src.startswith("\\\\\n", start):
            return False
        s.add(Element("br", None, s.line_number()))
        s.pos = start + 2
        return True
    if start - 2 < s.floor or src[start - 2 : start] != "  ":
        return False
    s.text[-1] = s.text[-1][:-2]
    if not s.text[-1]:
        s.text.pop()
    s.add(Element("br", None, s.line_number()))
    return True
