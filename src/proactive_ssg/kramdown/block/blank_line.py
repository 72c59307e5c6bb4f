"""Blank lines: they separate blocks, and stay in the tree (``parser/kramdown/blank_line.rb``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proactive_ssg.kramdown.definitions import SPACES

from .patterns import BLANK

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser


def parse(p: Parser) -> bool:
    src, pos = p.src, p.pos
    if src[pos] == "\n" and src[pos + 1 : pos + 2] not in SPACES:
        # One empty line, as there is between most blocks.
        blank = "\n"
    else:
        match = BLANK.match(src, pos)
        if match is None:
            return False
        blank = match.group()
    p.pos = pos + len(blank)
    children = p.tree.children
    if children and children[-1].type == "blank":
        children[-1].value += blank
    else:
        children.append(p.new_block("blank", blank))
    return True
