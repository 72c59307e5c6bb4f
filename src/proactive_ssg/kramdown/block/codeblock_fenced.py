"""Fenced code: ``~~~ lang`` to ``~~~`` (``parser/kramdown/codeblock.rb``; GFM: ``parser/gfm.rb``).

kramdown's pattern may give up characters of the opening fence, from the end, until a closing
fence fits; what it gives up begins the name of the language.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = "~"
FIRST_GFM = "~`"

_START: Final = re.compile(r"(~{3,})([^\n]*)\n")
_START_GFM: Final = re.compile(r" {0,3}([~`]{3,})([^\n]*)\n")
# The language, up to its options ("ruby?start=1"), alone on the line with white space around it.
_INFO: Final = re.compile(r"\s*+((\S[^\s?]*+)(?:\?\S*+)?+)?+\s*+\Z", re.A)
_CLOSING: Final = re.compile(r"^(~{3,})[ \t\r\f\v]*\n", re.M)
_CLOSING_GFM: Final = re.compile(r"^ {0,3}(~{3,}|`{3,})[ \t\r\f\v]*\n", re.M)


class _Closing(NamedTuple):
    """The closing fences of one character in a source, in order, and the longest from each one on."""

    starts: list[int]
    ends: list[int]
    lengths: list[int]
    longest: list[int]


def parse(p: Parser) -> bool:
    return _parse(p, _START, _CLOSING)


def parse_gfm(p: Parser) -> bool:
    return _parse(p, _START_GFM, _CLOSING_GFM)


def _parse(p: Parser, opening: re.Pattern[str], closing: re.Pattern[str]) -> bool:
    match = opening.match(p.src, p.pos)
    if match is None:
        return False
    fence, info = match.groups()
    if len(set(fence)) == 1:
        found = _find_closing(p, fence, info, match.end(), closing)
    else:
        found = _find_mixed_closing(p, fence, info, match.end())
    if found is None:
        return False
    length, start, end = found
    info_match = _INFO.match(fence[length:] + info)
    assert info_match is not None
    lang, name = info_match.groups()
    line = p.line_number()
    el = p.new_block("codeblock", p.src[match.end() : start], line, options={"fenced": True})
    if lang:
        el.set("lang", lang)
        el.attr["class"] = f"language-{name}"
    p.tree.children.append(el)
    p.pos = end
    return True


def _fits(fence: str, length: int, info: str) -> bool:
    return _INFO.match(fence[length:] + info) is not None


def _find_closing(
    p: Parser, fence: str, info: str, content: int, pattern: re.Pattern[str]
) -> tuple[int, int, int] | None:
    """Length of the fence, start and end of the closing line; None where nothing closes it."""
    fences = _closing_fences(p, fence[0], pattern)
    index = bisect_left(fences.starts, content)
    longest = fences.longest[index] if index < len(fences.starts) else 0
    length = len(fence)
    if longest < length or not _fits(fence, length, info):
        length = min(longest, length - 1)
        if length < 3 or not _fits(fence, length, info):
            return None
    while fences.lengths[index] < length:
        index += 1
    return length, fences.starts[index], fences.ends[index]


def _closing_fences(p: Parser, char: str, pattern: re.Pattern[str]) -> _Closing:
    """The lines of the source that may close a fence of ``char``; found once, so as to stay linear."""
    key = (_closing_fences, char)
    known: _Closing | None = p.memo.get(key)
    if known is not None:
        return known
    found = [match for match in pattern.finditer(p.src) if match.group(1)[0] == char]
    lengths = [len(match.group(1)) for match in found]
    longest = lengths[:]
    for index in range(len(longest) - 2, -1, -1):
        longest[index] = max(longest[index], longest[index + 1])
    result = _Closing([m.start() for m in found], [m.end() for m in found], lengths, longest)
    p.memo[key] = result
    return result


def _find_mixed_closing(p: Parser, fence: str, info: str, content: int) -> tuple[int, int, int] | None:
    """The same for a fence of both characters, which GFM's pattern allows: ``~~`` and a back-tick."""
    for length in range(min(len(fence), 100), 2, -1):
        if not _fits(fence, length, info):
            continue
        text = fence[:length]
        none_after = p.memo.get((_find_mixed_closing, text), len(p.src))
        if content >= none_after:
            continue
        pattern = re.compile(rf"^ {{0,3}}{re.escape(text)}{re.escape(text[-1])}*[ \t\r\f\v]*\n", re.M)
        match = pattern.search(p.src, content)
        if match:
            return length, match.start(), match.end()
        p.memo[(_find_mixed_closing, text)] = content
    return None
