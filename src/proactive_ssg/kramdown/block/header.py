"""Headers, ``# ATX`` and underlined (``parser/kramdown/header.rb``; GFM's: ``parser/gfm.rb``)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.definitions import STRIP
from proactive_ssg.kramdown.element import Element

from .patterns import after_block_boundary

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST_ATX = "#"

UNDERLINES: Final = ("-", "=")
_SETEXT: Final = re.compile(r" {0,3}([^ \t][^\n]*)\n([-=])[-=]*+[ \t\r\f\v]*\n")
_ATX: Final = re.compile(r"(#{1,6})[\t ]*([^ \t][^\n]*)\n")
_ATX_GFM: Final = re.compile(r"(#{1,6})[\t ]+([^\n]*)\n")
# XML's NameStartChar and NameChar, as the identifier written after a header.
_NAME_START = (
    r":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)


def parse_setext(p: Parser) -> bool:
    src, pos = p.src, p.pos
    if not src.startswith(UNDERLINES, src.find("\n", pos) + 1):
        return False
    match = _SETEXT.match(src, pos)
    if match is None or not after_block_boundary(p):
        return False
    text, id_name = _contents(match.group(1))
    return _add_header(p, match.end(), 2 if match.group(2) == "-" else 1, text, id_name)


def parse_atx(p: Parser) -> bool:
    return _parse_atx(p, _ATX)


def parse_atx_gfm(p: Parser) -> bool:
    return _parse_atx(p, _ATX_GFM)


def parse_atx_gfm_quirk(p: Parser) -> bool:
    """With the quirk paragraph_end a header may follow anything, and "C#" ends no header."""
    match = _ATX_GFM.match(p.src, p.pos)
    if match is None:
        return False
    text, id_name = _contents(match.group(2))
    before = text.rstrip("#")
    if len(before) < len(text) and before.endswith((" ", "\t")):
        text = before[:-1].rstrip(STRIP)
    return _add_header(p, match.end(), len(match.group(1)), text, id_name)


def _parse_atx(p: Parser, pattern: re.Pattern[str]) -> bool:
    match = pattern.match(p.src, p.pos)
    if match is None or not after_block_boundary(p):
        return False
    text, id_name = _contents(match.group(2))
    end = len(text.rstrip("#"))
    if end < len(text) and end and text[end - 1] == "\\":
        end += 1
    if end < len(text):
        text = text[:end].rstrip(STRIP)
    return _add_header(p, match.end(), len(match.group(1)), text, id_name)


def _contents(text: str) -> tuple[str, str | None]:
    """The text of the header and the identifier written at its end, if there is one."""
    text = text.rstrip(STRIP)
    if text.endswith("}"):
        match = _header_id().search(text, max(text.rfind("{#") - 1, 0))
        if match:
            return text[: match.start()].rstrip(STRIP), match.group(1)
    return text, None


@cache
def _header_id() -> re.Pattern[str]:
    """Compiling this takes 10 ms: not for those who write no identifier."""
    return re.compile(
        rf"[\t ]\{{#([{_NAME_START}][{_NAME_START}\-.0-9\u00B7\u0300-\u036F\u203F-\u2040]*)\}}\Z"
    )


def _add_header(p: Parser, end: int, level: int, text: str, id_name: str | None) -> bool:
    if not text:
        return False
    line = p.line_number()
    p.pos = end
    header = p.new_block("header", None, line, options={"level": level, "raw_text": text})
    header.children.append(Element("raw_text", text, line))
    if id_name:
        header.attr["id"] = id_name
    p.tree.children.append(header)
    return True
