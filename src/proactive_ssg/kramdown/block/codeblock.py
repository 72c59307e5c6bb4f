"""Indented code (``parser/kramdown/codeblock.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .patterns import INDENT, INDENTS, lazy_lines, scan_lines

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = " \t"

_START: Final = re.compile(INDENT)
# Blank lines, then indented ones; the lines that follow without indentation continue the last one.
_CHUNK: Final = re.compile(rf"(?>(?:[ \t\n\r\f\v]*\n)?)(?:{INDENT}[ \t]*+\S[^\n]*\n)++", re.A)
_CONTINUATION: Final = re.compile(r"\n( {0,3}\S)", re.A)


def parse(p: Parser) -> bool:
    if not _START.match(p.src, p.pos):
        return False
    line = p.line_number()
    lines = scan_codeblock(p)
    if not lines:
        return False  # a form feed or a vertical tab after the indentation
    code = _CONTINUATION.sub(r" \1", lines)
    p.tree.children.append(p.new_block("codeblock", INDENTS.sub("", code), line))
    return True


def scan_codeblock(p: Parser) -> str:
    """Move over the indented lines at the current position and return them, indentation included."""
    src, start = p.src, p.pos
    while match := _CHUNK.match(src, p.pos):
        p.pos = match.end()
        if p.pos < len(src):
            # A continuation needs a line that is not blank, as scan_lines takes the first one as it is.
            p.pos -= 1
            scan_lines(p, lazy_lines())
    return src[start : p.pos]
