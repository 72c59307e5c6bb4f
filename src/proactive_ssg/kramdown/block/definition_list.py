"""Definition lists: a paragraph of terms, then ``: definition`` (``parser/kramdown/list.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.element import Element

from .list_items import Indentation, expand_first_line, scan_item_line, take_item_ial
from .patterns import BLANK, EOB

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = ":"

_TAIL = r"[\t| ][^\n]*\n"
_START: Final = re.compile(rf"( {{0,3}}:)({_TAIL})")
_NEXT: Final = tuple(re.compile(rf"( {{0,{spaces}}}:)({_TAIL})") for spaces in range(4))
_LEADING_TABS: Final = re.compile(r"\t+")


class _Definition:
    """A definition being read; ``as_paragraph``: a blank line precedes it."""

    __slots__ = ("as_paragraph", "element", "indentation", "lines")

    def __init__(
        self, element: Element, first_line: str, indentation: Indentation, as_paragraph: bool
    ) -> None:
        self.element = element
        self.lines = [first_line]
        self.indentation = indentation
        self.as_paragraph = as_paragraph

    def add_line(self, line: str) -> None:
        """Add a line of content, taking its indentation off."""
        if tabs := _LEADING_TABS.match(line):
            line = "    " * tabs.end() + line[tabs.end() :]
        self.lines.append(line.removeprefix(self.indentation.spaces))


def parse(p: Parser) -> bool:
    if not _START.match(p.src, p.pos) or not _after_terms(p.tree.children):
        return False
    dl = p.new_block("dl")
    paragraph = p.tree.children.pop()
    as_paragraph = paragraph.type == "blank"
    if as_paragraph:
        paragraph = p.tree.children.pop()
    dl.line = paragraph.line
    dl.ial = paragraph.ial
    _add_terms(p, dl, paragraph)
    last: Element | None = None
    for definition in _scan_definitions(p, dl, as_paragraph):
        element = definition.element
        p.parse_blocks(element, "".join(definition.lines), element.line)
        if element.children:
            last = element.children.pop() if element.children[-1].type == "blank" else None
            _make_compact(element, definition.as_paragraph)
    _append_list(p.tree.children, dl)
    if last is not None:
        p.tree.children.append(last)
    return True


def _after_terms(children: list[Element]) -> bool:
    """Whether a paragraph precedes, with at most one blank line between."""
    if not children:
        return False
    if children[-1].type == "p":
        return True
    return (
        len(children) >= 2
        and children[-1].type == "blank"
        and children[-1].value == "\n"
        and children[-2].type == "p"
    )


def _add_terms(p: Parser, dl: Element, paragraph: Element) -> None:
    """Every line of the paragraph is a term."""
    line = p.line_number()
    terms = paragraph.children[0].value.split("\n") if paragraph.children else []
    for term in terms:
        dt = Element("dt", None, line)
        text = take_item_ial(p, term, dt)
        dt.set("raw_text", text)
        dt.children.append(Element("raw_text", text))
        dl.children.append(dt)


def _scan_definitions(p: Parser, dl: Element, as_paragraph: bool) -> list[_Definition]:
    """Move over the definitions, which are added to ``dl``."""
    src, end = p.src, len(p.src)
    definitions: list[_Definition] = []
    start = _START
    after_blank = False
    while p.pos < end:
        if marker := start.match(src, p.pos):
            element = Element("dd", None, p.line_number())
            p.pos = marker.end()
            dl.children.append(element)
            text, indentation = expand_first_line(marker.group(2), len(marker.group(1)))
            text = take_item_ial(p, text, element)
            definitions.append(_Definition(element, text, indentation, as_paragraph))
            start = _NEXT[min(indentation.width - 1, 3)]
            as_paragraph = after_blank = False
        elif EOB.match(src, p.pos):
            break
        elif line := scan_item_line(p, definitions[-1].indentation, lazy=not after_blank):
            definitions[-1].add_line(line)
            as_paragraph = after_blank = False
        elif blank := BLANK.match(src, p.pos):
            p.pos = blank.end()
            definitions[-1].lines.append(blank.group())
            as_paragraph = after_blank = True
        else:
            break
    return definitions


def _make_compact(definition: Element, as_paragraph: bool) -> None:
    """Drop the ``<p>`` around the first paragraph where no blank line precedes the definition."""
    children = definition.children
    if children and children[0].type == "p" and not as_paragraph:
        if len(children) > 1 and children[0].children:
            children[0].children[0].value += "\n"
        children[0].set("transparent", True)


def _append_list(children: list[Element], dl: Element) -> None:
    """Add the list, to the one that precedes it if there is one."""
    if children and children[-1].type == "dl":
        children[-1].children += dl.children
    elif len(children) >= 2 and children[-1].type == "blank" and children[-2].type == "dl":
        children.pop()
        children[-1].children += dl.children
    else:
        children.append(dl)
