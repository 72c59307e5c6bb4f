"""What follows the text of a link: ``(url "title")``, ``[id]``, or nothing (``link.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from proactive_ssg.kramdown.definitions import STRIP, LinkDefinition, normalize_link_id

from .escaped_chars import ESCAPED

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["Target", "find_target", "link_text", "warn_of_missing_definition"]

_INLINE_ID: Final = re.compile(r"[ \t\n\r\f\v]*+\[([^\]]+)?\]")
_PLAIN_URL: Final = re.compile(r"\((?!<)([^() \t\n\r\f\v]*+)\)")
_TITLE_START: Final = re.compile(r"[ \t\n\r\f\v]*+([\"'])")
_TITLE_END: Final = {quote: re.compile(rf"{quote}[ \t\n\r\f\v]*+\)") for quote in "\"'"}
_URL_PARTS: Final = re.compile(r"[()]|[ \t\n\r\f\v](?=[\"'])")

# Texts longer than this are compared with the link definitions piece by piece.
_LONG = 1000

# How much of such a text a warning quotes.
_SHOWN = 100


class Target:
    """Where a link leads, the attributes of its definition, and where the whole link ends."""

    __slots__ = ("end", "ial", "title", "url")

    def __init__(self, url: str, title: str | None, ial: dict[str, Any] | None, end: int) -> None:
        self.url = url
        self.title = title
        self.ial = ial
        self.end = end


def link_text(src: str, start: int, end: int) -> str:
    """The source of a link's text without its backslashes: its implicit id, an image's ``alt``."""
    text = src[start:end]
    return ESCAPED.sub(r"\1", text) if "\\" in text else text


def find_target(s: SpanScanner, opening: int, end: int) -> Target | None:
    """The target of the link whose text starts at ``opening`` and whose closing bracket is at ``end``."""
    after = _after_bracket(s.src, end)
    if s.src.startswith("(", after):
        return _inline_target(s, after)
    match = _INLINE_ID.match(s.src, after)
    label = match.group(1) if match else None
    if label is not None:
        definition = s.parser.link_defs.get(normalize_link_id(label))
    else:
        definition = _implicit_definition(s, opening, end)
    if definition is None:
        return None
    ial = definition.marker.ial if definition.marker is not None else None
    return Target(definition.url, definition.title, ial, match.end() if match else after)


def warn_of_missing_definition(s: SpanScanner, opening: int, end: int) -> None:
    """Warn of a bracketed text that nothing follows and no definition explains, as kramdown does."""
    after = _after_bracket(s.src, end)
    match = _INLINE_ID.match(s.src, after)
    if s.src.startswith("(", after) or (match and match.group(1)):
        return
    line = s.line_number()
    link_id = normalize_link_id(link_text(s.src, opening, min(end, opening + _SHOWN)))
    s.parser.warn(line, f"No link definition for link ID '{link_id}' found on line {line}")


def _after_bracket(src: str, end: int) -> int:
    # Emojis count as images without brackets, so that another opening one can seem to close.
    return end + (2 if src[end] == "!" else 1)


def _implicit_definition(s: SpanScanner, opening: int, end: int) -> LinkDefinition | None:
    """The definition whose id is the text itself."""
    definitions = s.parser.link_defs
    if not definitions:
        return None
    if end - opening > _LONG:
        longest = max(map(len, definitions))
        piece = normalize_link_id(link_text(s.src, opening, opening + 2 * longest + _LONG))
        if len(piece) > longest + 1:
            return None
    return definitions.get(normalize_link_id(link_text(s.src, opening, end)))


def _inline_target(s: SpanScanner, start: int) -> Target | None:
    """The target in parentheses, the first of which is at ``start``."""
    src = s.src
    match = _PLAIN_URL.match(src, start)
    if match:
        return Target(match.group(1), None, None, match.end())
    closing = s.find(">", start + 2) if src.startswith("<", start + 1) else -1
    if closing >= 0 and not 0 <= s.find("\n", start + 2) < closing:
        url, after = src[start + 2 : closing], closing + 1
        if src.startswith(")", after):
            return Target(url, None, None, after + 1)
    else:
        after, closed = _url_ends(s).get(start, (0, False))
        if not after:
            return None
        url = src[start + 1 : after - 1].strip(STRIP)
        if closed:
            return Target(url, None, None, after)
    return _with_title(s, url, after)


def _with_title(s: SpanScanner, url: str, start: int) -> Target | None:
    match = _TITLE_START.match(s.src, start)
    if match is None:
        return None
    pattern = _TITLE_END[match.group(1)]
    end = s.search(pattern, match.end() + 1)
    if end < 0:
        return None
    after = s.src.index(")", end + 1) + 1
    return Target(url, s.src[match.end() : end], None, after)


def _url_ends(s: SpanScanner) -> dict[int, tuple[int, bool]]:
    """For each parenthesis: the position after what ends a URL that starts there, and whether it closes.

    What ends it is the parenthesis that matches or, before it, white space that a quote follows.
    """
    ends: dict[int, tuple[int, bool]] | None = s.memo.get("(")
    if ends is None:
        ends = s.memo["("] = {}
        unclosed: list[int] = []
        for part in _URL_PARTS.finditer(s.src):
            char = part.group()
            if char == "(":
                unclosed.append(part.start())
            elif char == ")":
                if unclosed:
                    ends[unclosed.pop()] = (part.end(), True)
            else:
                ends.update(dict.fromkeys(unclosed, (part.end(), False)))
                unclosed.clear()
    return ends
