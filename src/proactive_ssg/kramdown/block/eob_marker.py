"""End-of-block markers: a line of ``^`` alone (``parser/kramdown/eob.rb``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .patterns import EOB

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = "^"


def parse(p: Parser) -> bool:
    match = EOB.match(p.src, p.pos)
    if match is None:
        return False
    p.pos = match.end()
    p.tree.children.append(p.new_block("eob"))
    return True
