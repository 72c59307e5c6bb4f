"""Definitions of links: ``[id]: url "title"`` (``parser/kramdown/link.rb``).

kramdown's pattern looks for the shortest address after which a title or the end of the line fits;
here the end of the line is looked at first, so that one pass over the line is enough.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.definitions import LinkDefinition, normalize_link_id
from proactive_ssg.kramdown.element import Element

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = "["

_START: Final = re.compile(r" {0,3}\[([^\n\]]+)\]:[ \t]*")
_SPACE: Final = re.compile(r"[ \t]*")
_NOT_SPACE: Final = re.compile(r"[^\S\n]*+(?=\S)", re.A)
_OPENING_QUOTE: Final = re.compile(r"[ \t]+([\"'])")
_TITLE_ON_NEXT_LINE: Final = re.compile(r"[ \t]*([\"'])([^\n]+?)\1[ \t]*\n")

# The title, and the position after the definition.
_Tail = tuple[str | None, int]


def parse(p: Parser) -> bool:
    src, pos = p.src, p.pos
    if not src.startswith("]:", src.find("]", pos, src.find("\n", pos))):
        return False
    match = _START.match(src, pos)
    if match is None:
        return False
    found = _scan_address(src, match.end())
    if found is None:
        return False
    url, (title, end) = found
    line = p.line_number()
    p.pos = end
    link_id = normalize_link_id(match.group(1))
    if link_id in p.link_defs:
        p.warn(line, f"Duplicate link ID '{link_id}' on line {line} - overwriting")
    eob: Element = p.new_block("eob", "link_def", line)
    p.tree.children.append(eob)
    p.link_defs[link_id] = LinkDefinition(url, title, eob)
    return True


def _scan_address(src: str, start: int) -> tuple[str, _Tail] | None:
    eol = src.find("\n", start)
    if src.startswith("<", start):
        closing = src.find(">", start + 1, eol)
        while closing >= 0:
            if tail := _tail(src, closing + 1, eol):
                return src[start + 1 : closing], tail
            closing = src.find(">", closing + 1, eol)
    first = _NOT_SPACE.match(src, start, eol)
    if first is None:
        return None
    quote = src[start:eol].rstrip(" \t")[-1]
    for space in _OPENING_QUOTE.finditer(src, first.end() + 1, eol):
        if space.group(1) == quote and (tail := _tail(src, space.start(), eol)):
            return src[start : space.start()], tail
        return None  # an address may not hold a space and a quote
    end = len(src[start:eol].rstrip(" \t")) + start
    tail = _tail(src, end, eol)
    return (src[start:end], tail) if tail else None


def _tail(src: str, pos: int, eol: int) -> _Tail | None:
    """What may follow an address: a title on the same line or on the next one, or nothing."""
    match = _SPACE.match(src, pos)
    after = match.end() if match else pos
    if after == eol:
        if title := _TITLE_ON_NEXT_LINE.match(src, eol + 1):
            return title.group(2), title.end()
        return None, eol + 1
    if after > pos and src[after] in "\"'":
        rest = src[after:eol].rstrip(" \t")
        if len(rest) > 2 and rest[-1] == rest[0]:
            return rest[1:-1], eol + 1
    return None
