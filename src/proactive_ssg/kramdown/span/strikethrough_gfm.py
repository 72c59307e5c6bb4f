"""``~~struck through~~`` (``kramdown/parser/gfm.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.element import Element

from .characters import SPACES

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = "~"
STARTS: Final = {"~": "~"}

_END: Final = re.compile(r"[^ \t\n\r\f\v~]~~")


def parse(s: SpanScanner) -> bool:
    """Take a struck-through text, which is parsed apart: what surrounds it does not matter inside."""
    src, start = s.src, s.pos
    if not src.startswith("~~", start) or src[start + 2 : start + 3] in SPACES + "~":
        return False
    last = s.search(_END, start + 2)
    if last < 0 or not s.may_try():
        return False
    el = Element("html_element", "del", s.line_number(), category="span")
    s.parse_apart(el, src[start + 2 : last + 1])
    s.add(el)
    s.pos = last + 3
    return True
