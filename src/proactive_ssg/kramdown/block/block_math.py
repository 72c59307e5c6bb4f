"""Blocks of mathematics: ``$$...$$`` alone between blank lines (``parser/kramdown/math.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.definitions import STRIP
from proactive_ssg.kramdown.html_tags import find_after

from .patterns import BLANK_LINE, after_block_boundary, before_block_boundary

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = "$\\"

_START: Final = re.compile(r" {0,3}(\\)?\$\$")


def parse(p: Parser) -> bool:
    match = _START.match(p.src, p.pos)
    if match is None or not after_block_boundary(p):
        return False
    closing = find_after(p, "$$", match.end())
    if closing < 0:
        return False
    tail = BLANK_LINE.match(p.src, closing + 2)
    if match.group(1):
        if tail:
            # The block is only escaped: what follows the backslash is a paragraph.
            p.pos = match.end() - 2
        return False
    start = p.pos
    line = p.line_number()
    p.pos = tail.end() if tail else closing + 2
    if not before_block_boundary(p):
        p.pos = start
        return False
    formula = p.src[match.end() : closing].strip(STRIP)
    p.tree.children.append(p.new_block("math", formula, line, "block"))
    return True
