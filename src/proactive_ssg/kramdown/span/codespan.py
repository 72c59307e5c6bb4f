"""Code between back-ticks, as many at the end as at the start (``parser/kramdown/codespan.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.element import Element

from .characters import SPACES

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = "`"
STARTS: Final[dict[str, str]] = {}

_DELIMITER: Final = re.compile(r"`+")


def parse(s: SpanScanner) -> bool:
    """Take a code span or, where there is none, the back-ticks as text."""
    src, start = s.src, s.pos
    delimiter = _DELIMITER.match(src, start).group()  # type: ignore[union-attr]
    after = start + len(delimiter)
    end = -1
    if delimiter != "`" or not _is_loose(src, start):
        end = _find_end(s, delimiter, after)
    if end < 0:
        s.text.append(delimiter)
        s.pos = after
        return True
    code = src[after:end]
    if delimiter != "`":
        # One space next to the delimiters makes room for back-ticks.
        code = code.removeprefix(" ").removesuffix(" ")
    s.add(Element("codespan", code, s.line_number()))
    s.pos = end + len(delimiter)
    return True


def _is_loose(src: str, start: int) -> bool:
    """Whether a single back-tick stands between spaces (or at the start of the text)."""
    return (start == 0 or src[start - 1] in SPACES) and start + 1 < len(src) and src[start + 1] in SPACES


def _find_end(s: SpanScanner, delimiter: str, start: int) -> int:
    """Where the delimiter comes again; what does not come after one place does not after later ones."""
    missing: dict[int, int] = s.memo.setdefault("`", {})
    length = len(delimiter)
    if start >= missing.get(length, start + 1):
        return -1
    end = s.src.find(delimiter, start)
    if end < 0:
        missing[length] = start
    return end
