"""Definitions of abbreviations: ``*[HTML]: Hyper Text...`` (``parser/kramdown/abbreviation.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.definitions import STRIP

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = "*"

_START: Final = re.compile(r" {0,3}\*\[([^\n]+?)\]:([^\n]*)\n")


def parse(p: Parser) -> bool:
    match = _START.match(p.src, p.pos)
    if match is None:
        return False
    line = p.line_number()
    p.pos = match.end()
    name, title = match.groups()
    definitions = p.root.option("abbrev_defs")
    if name in definitions:
        p.warn(line, f"Duplicate abbreviation ID '{name}' on line {line} - overwriting")
    eob = p.new_block("eob", "abbrev_def", line)
    p.tree.children.append(eob)
    definitions[name] = title.strip(STRIP)
    p.root.option("abbrev_attr")[name] = eob
    return True
