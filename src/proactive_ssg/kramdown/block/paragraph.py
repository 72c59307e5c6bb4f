"""Paragraphs, which take what no other construct wants (``parser/kramdown/paragraph.rb``)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from proactive_ssg.kramdown.definitions import STRIP
from proactive_ssg.kramdown.element import Element

from .patterns import DEFINITION_LIST_START, LIST_START, lines_pattern, scan_lines

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser


# Each is compiled when it is first used: a site uses one of them.
@cache
def _lines() -> re.Pattern[str]:
    return lines_pattern(DEFINITION_LIST_START, ":")


@cache
def _lines_gfm_quirk() -> re.Pattern[str]:
    """GFM's quirk paragraph_end: other blocks end a paragraph without a blank line (``parser/gfm.rb``)."""
    others = rf"{LIST_START}|\#{{1,6}}[\t ]|{DEFINITION_LIST_START}| {{0,3}}(?:>|[~`]{{3}})"
    return lines_pattern(others, r":+*\-0-9#>~`")


def parse(p: Parser) -> bool:
    return _parse(p, _lines())


def parse_gfm_quirk(p: Parser) -> bool:
    return _parse(p, _lines_gfm_quirk())


def _parse(p: Parser, lines: re.Pattern[str]) -> bool:
    start = p.pos
    line = p.line_number()
    text = scan_lines(p, lines)
    children = p.tree.children
    if children and children[-1].type == "p":
        _continue_paragraph(p, text.rstrip(STRIP), start)
        return True
    paragraph = p.new_block("p", None, line)
    children.append(paragraph)
    text = text.strip(STRIP)
    if text:
        paragraph.children.append(Element("raw_text", text, line))
    return True


def _continue_paragraph(p: Parser, text: str, start: int) -> None:
    """Another rule declined a line in the middle of the paragraph: its text goes on here."""
    paragraph = p.tree.children[-1]
    if paragraph.children and paragraph.children[-1].type == "raw_text":
        hard_break = start >= 3 and p.src.startswith("  \n", start - 3)
        paragraph.children[-1].value += ("  \n" if hard_break else "\n") + text
    else:
        p.add_text(text, paragraph)
