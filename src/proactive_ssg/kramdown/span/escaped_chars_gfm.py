r"""GFM escapes the tilde, too: ``\~`` (``kramdown/parser/gfm.rb``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import escaped_chars

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = escaped_chars.FIRST
STARTS: Final[dict[str, str]] = {}


def parse(s: SpanScanner) -> bool:
    """Take an escaped character as text."""
    if s.src.startswith("~", s.pos + 1):
        s.text.append("~")
        s.pos += 2
        return True
    return escaped_chars.parse(s)
