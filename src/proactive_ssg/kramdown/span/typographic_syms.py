"""Dashes, ellipses and guillemets written in ASCII (``parser/kramdown/typographic_symbol.rb``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.element import Element
from proactive_ssg.kramdown.entities import entity

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = "-.<>\\"
STARTS: Final = {"-": "-", ".": r"\.\.", ">": ">", "<": "<", "\\": "(?=<<|>>)"}

_LT, _GT = entity("lt"), entity("gt")


def parse(s: SpanScanner) -> bool:
    """Take a symbol; a guillemet takes the space on its inner side along."""
    src, start = s.src, s.pos
    char = src[start]
    if char == "-":
        if not src.startswith("--", start):
            return False
        dash = src.startswith("-", start + 2)
        _add(s, "mdash" if dash else "ndash", 3 if dash else 2)
    elif char == ".":
        if not src.startswith("...", start):
            return False
        _add(s, "hellip", 3)
    elif char == "\\":
        return _escaped(s)
    elif not src.startswith(char * 2, start):
        return False
    elif char == "<":
        space = src.startswith(" ", start + 2)
        _add(s, "laquo_space" if space else "laquo", 3 if space else 2)
    else:
        _closing_guillemet(s)
    return True


def _add(s: SpanScanner, name: str, length: int) -> None:
    s.add(Element("typographic_sym", name, s.line))
    s.pos += length


def _escaped(s: SpanScanner) -> bool:
    r"""``\<<`` and ``\>>`` are the four characters' worth of angle brackets they look like."""
    for opening, value in ((r"\<<", _LT), (r"\>>", _GT)):
        if s.src.startswith(opening, s.pos):
            s.add(Element("entity", value, s.line))
            s.add(Element("entity", value, s.line))
            s.pos += 3
            return True
    return False


def _closing_guillemet(s: SpanScanner) -> None:
    if s.pos > s.floor and s.src[s.pos - 1] == " ":
        s.text[-1] = s.text[-1][:-1]
        if not s.text[-1]:
            s.text.pop()
        _add(s, "raquo_space", 2)
    else:
        _add(s, "raquo", 2)
