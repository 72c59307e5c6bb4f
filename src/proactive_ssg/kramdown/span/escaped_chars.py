r"""``\*``: a backslash before a character that could mean something (``escaped_chars.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["CHARS", "ESCAPED", "FIRST", "STARTS", "parse"]

FIRST = "\\"
STARTS: Final[dict[str, str]] = {}

CHARS: Final = frozenset("\\.*_+`<>()[]{}#!:|\"'$=-")
ESCAPED: Final = re.compile(r"""\\([\\.*_+`<>()\[\]{}#!:|"'$=-])""")


def parse(s: SpanScanner) -> bool:
    """Take an escaped character as text."""
    char = s.src[s.pos + 1 : s.pos + 2]
    if char not in CHARS:
        return False
    s.text.append(char)
    s.pos += 2
    return True
