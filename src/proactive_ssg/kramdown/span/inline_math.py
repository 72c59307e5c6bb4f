"""Formulas between pairs of dollars (``parser/kramdown/math.rb``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.definitions import STRIP
from proactive_ssg.kramdown.element import Element

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = "$"
STARTS: Final = {"$": r"\$"}


def parse(s: SpanScanner) -> bool:
    """Take a formula, if two dollars start one and two dollars end it."""
    src, start = s.src, s.pos
    if not src.startswith("$$", start):
        return False
    end = src.find("$$", start + 2)
    if end < 0:
        return False
    s.add(Element("math", src[start + 2 : end].strip(STRIP), s.line_number(), category="span"))
    s.pos = end + 2
    return True
