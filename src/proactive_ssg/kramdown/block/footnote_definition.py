"""Definitions of footnotes: ``[^name]: text`` (``parser/kramdown/footnote.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.attributes import ID_NAME
from proactive_ssg.kramdown.definitions import Footnote
from proactive_ssg.kramdown.element import Element

from .codeblock import scan_codeblock
from .patterns import INDENTS

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = "["

_START: Final = re.compile(rf" {{0,3}}\[\^({ID_NAME})\]:")


def parse(p: Parser) -> bool:
    match = _START.match(p.src, p.pos) if p.src.startswith("[^", p.src.find("[", p.pos)) else None
    if match is None:
        return False
    name = match.group(1)
    line = p.line_number()
    start = match.end()
    p.pos = p.src.find("\n", start) + 1
    scan_codeblock(p)
    content = Element("footnote_def", None, line)
    p.parse_blocks(content, INDENTS.sub("", p.src[start : p.pos]), line)
    if name in p.footnotes:
        p.warn(line, f"Duplicate footnote name '{name}' on line {line} - overwriting")
    eob = p.new_block("eob", "footnote_def", line)
    p.tree.children.append(eob)
    p.footnotes[name] = Footnote(name, content, eob)
    return True
