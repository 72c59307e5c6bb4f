"""Ordered and unordered lists (``parser/kramdown/list.rb``), and GFM's task lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.definitions import MAX_NESTING, SPACES, STRIP
from proactive_ssg.kramdown.element import Element

from .horizontal_rule import START as HR_START
from .list_items import Indentation, expand_first_line, scan_item_line, take_item_ial
from .patterns import BLANK, EOB

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = "+*-0123456789"
_FIRST_OR_SPACE: Final = " +*-0123456789"

_UL = r"[+*-]"
_OL = r"[0-9]+\."
_TAIL = r"[\t| ][^\n]*\n"
_START: Final = {kind: re.compile(rf"( {{0,3}}{mark})({_TAIL})") for kind, mark in (("ul", _UL), ("ol", _OL))}
_ANY_START: Final = re.compile(rf" {{0,3}}(?:{_UL}|{_OL}){_TAIL}")
# The next marker of a list may be indented by less than its items' text.
_NEXT: Final = {
    kind: tuple(re.compile(rf"( {{0,{spaces}}}{mark})({_TAIL})") for spaces in range(4))
    for kind, mark in (("ul", _UL), ("ol", _OL))
}


def _starts_list(line: str) -> bool:
    return line[:1] in _FIRST_OR_SPACE and _ANY_START.match(line) is not None


class _Item:
    """An item being read: its lines, in parts that are parsed one after the other.

    A list nested in the item begins a part of its own: it may follow a paragraph without a blank
    line, which no list could do within one text.
    """

    __slots__ = ("element", "indentation", "nested_list", "parts")

    def __init__(self, element: Element, first_line: str, indentation: Indentation) -> None:
        self.element = element
        self.indentation = indentation
        self.parts = [[first_line]]
        self.nested_list = _starts_list(first_line)

    def add_line(self, line: str) -> None:
        """Add a line of content, taking its indentation off."""
        if line[0] == "\t":
            text = line.lstrip("\t")
            line = "    " * (len(line) - len(text)) + text
        indentation = self.indentation
        if line.startswith(indentation.spaces):
            line = line[indentation.width :]
            if not self.nested_list and _starts_list(line):
                self.parts.append([])
                self.nested_list = True
        elif self.nested_list and _starts_list(line):
            line = " " * (indentation.width + 4) + line
        self.parts[-1].append(line)

    def add_blank(self, lines: str) -> None:
        self.nested_list = True
        self.parts[-1].append(lines)


def parse(p: Parser) -> bool:
    src, pos = p.src, p.pos
    kind = "ul" if _START["ul"].match(src, pos) else "ol"
    if kind == "ol" and not _START["ol"].match(src, pos):
        return False
    lst = p.new_block(kind, None, p.line_number())
    items, eob_found = _scan_items(p, lst, _START[kind])
    p.tree.children.append(lst)
    last: Element | None = None
    for item in items:
        _parse_item(p, item)
        if item.element.children:
            _make_compact(lst, item.element, eob_found)
            children = item.element.children
            last = children.pop() if children[-1].type == "blank" else None
    if last is not None and not eob_found:
        p.tree.children.append(last)
    return True


def _scan_items(p: Parser, lst: Element, start: re.Pattern[str]) -> tuple[list[_Item], bool]:
    """Move over the list; its items, and whether an end-of-block marker ended it."""
    src, end = p.src, len(p.src)
    items: list[_Item] = []
    after_blank = False
    while p.pos < end:
        if after_blank and HR_START.match(src, p.pos):
            break
        if src[p.pos] == "^" and (eob := EOB.match(src, p.pos)):
            p.pos = eob.end()
            return items, True
        if marker := start.match(src, p.pos):
            item = _new_item(p, lst, marker)
            items.append(item)
            start = _NEXT[lst.type][min(item.indentation.width - 1, 3)]
            after_blank = False
        elif line := scan_item_line(p, items[-1].indentation, lazy=not after_blank):
            items[-1].add_line(line)
            after_blank = False
        elif blank := BLANK.match(src, p.pos):
            p.pos = blank.end()
            items[-1].add_blank(blank.group())
            after_blank = True
        else:
            break
    return items, False


def _new_item(p: Parser, lst: Element, marker: re.Match[str]) -> _Item:
    element = Element("li", None, p.line_number())
    p.pos = marker.end()
    lst.children.append(element)
    text, indentation = expand_first_line(marker.group(2), len(marker.group(1)))
    return _Item(element, take_item_ial(p, text, element), indentation)


def _parse_item(p: Parser, item: _Item) -> None:
    """Parse the parts of the item into its element."""
    element = item.element
    line = element.line
    parts = item.parts
    if len(parts) == 1 and _parse_single_line(p, element, parts[0]):
        return
    for part in parts:
        text = "".join(part)
        p.parse_blocks(element, text, line)
        line += text.count("\n")


def _parse_single_line(p: Parser, item: Element, lines: list[str]) -> bool:
    """Parse an item of one line, and empty lines after it, that no rule but the paragraph's can want.

    False: it is not so sure. Most items are such lines, and a text of their own costs more than they do.
    """
    line = lines[0]
    text = line.strip(STRIP)
    first = line[:1]
    if not text or first in SPACES or "|" in line or p.depth >= MAX_NESTING:
        return False
    if first in p.block_rules.table and (first != "[" or line.startswith("[^") or "]:" in line):
        return False  # a link may begin an item, but no definition
    if len(lines) > 2 or (len(lines) == 2 and lines[1].strip("\n")):
        return False
    paragraph = Element("p", None, item.line)
    paragraph.children.append(Element("raw_text", text, item.line))
    item.children.append(paragraph)
    if len(lines) == 2:
        item.children.append(Element("blank", lines[1]))
    return True


def _make_compact(lst: Element, item: Element, eob_found: bool) -> None:
    """Drop the ``<p>`` around the first paragraph where no blank line follows it."""
    children = item.children
    first = children[0]
    if first.type != "p":
        return
    if len(children) >= 2 and children[1].type == "eob" and first.ial:
        # The mark that the attribute list of the first paragraph has left.
        del children[1]
    is_last = item is lst.children[-1]
    followed_by_blank = len(children) >= 2 and children[1].type == "blank"
    if followed_by_blank and not (is_last and len(children) == 2 and not eob_found):
        return
    if is_last and len(lst.children) > 1 and not _has_compact_item(lst.children[:-1]):
        return
    if len(children) > 1 and children[1].type != "blank" and first.children:
        first.children[0].value += "\n"
    first.set("transparent", True)


def _has_compact_item(items: list[Element]) -> bool:
    for item in items:
        first = item.children[0] if item.children else None
        if first is None or first.type != "p" or first.option("transparent"):
            return True
    return False


_UNCHECKED: Final = re.compile(r"\s*\[ \]\s+", re.A)
_CHECKED: Final = re.compile(r"\s*\[[xX]\]\s+", re.A)
_BOX = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" />'
_CHECKED_BOX = (
    '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" checked="checked" />'
)


def parse_gfm(p: Parser) -> bool:
    """With task lists: ``- [ ] to do``, ``- [x] done`` (``parser/gfm.rb``)."""
    count = len(p.tree.children)
    if not parse(p):
        return False
    lst = p.tree.children[count]
    is_task_list = False
    for item in lst.children:
        first = item.children[0] if item.children else None
        if first is None or first.type != "p" or not first.children:
            continue
        text = first.children[0]
        if text.value.lstrip(SPACES).startswith("["):
            for pattern, box in ((_UNCHECKED, _BOX), (_CHECKED, _CHECKED_BOX)):
                if match := pattern.match(text.value):
                    text.value = box + text.value[match.end() :]
                    is_task_list = True
        if is_task_list:
            item.attr["class"] = "task-list-item"
    if is_task_list:
        lst.attr["class"] = "task-list"
    return True
