"""Block quotes (``parser/kramdown/blockquote.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .patterns import lazy_lines, scan_lines

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = ">"

_START: Final = re.compile(r" {0,3}>")
_MARKERS: Final = re.compile(r"^ {0,3}> ?", re.M)


def parse(p: Parser) -> bool:
    if not _START.match(p.src, p.pos):
        return False
    line = p.line_number()
    content = _MARKERS.sub("", scan_lines(p, lazy_lines()))
    quote = p.new_block("blockquote", None, line)
    p.tree.children.append(quote)
    p.parse_blocks(quote, content, line)
    return True
