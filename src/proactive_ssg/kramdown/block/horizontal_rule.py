"""Horizontal rules (``parser/kramdown/horizontal_rule.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = "*-_"

START: Final = re.compile(r" {0,3}([*_-])(?:[ \t]*+\1){2,}+[ \t]*\n")


def parse(p: Parser) -> bool:
    match = START.match(p.src, p.pos)
    if match is None:
        return False
    line = p.line_number()
    p.pos = match.end()
    p.tree.children.append(p.new_block("hr", None, line))
    return True
