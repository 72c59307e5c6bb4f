"""Blank lines: they separate blocks, and stay in the tree (``parser/kramdown/blank_line.rb``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .patterns import BLANK

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser


def parse(p: Parser) -> bool:
    match = BLANK.match(p.src, p.pos)
    if match is None:
        return False
    p.pos = match.end()
    children = p.tree.children
    if children and children[-1].type == "blank":
        children[-1].value += match.group()
    else:
        children.append(p.new_block("blank", match.group()))
    return True
