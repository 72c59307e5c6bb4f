"""What the items of lists and of definition lists have in common (``parser/kramdown/list.rb``)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.attributes import ANY_CHARS, ID_NAME, find_list_end, parse_attribute_list
from proactive_ssg.kramdown.definitions import SPACES
from proactive_ssg.kramdown.element import Element

from .patterns import HTML_START, HTML_STOP

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

__all__ = ["Indentation", "expand_first_line", "indentation_patterns", "scan_item_line", "take_item_ial"]

_ITEM_IAL: Final = re.compile(rf"[ \t\n\r\f\v]*\{{:(?!(?:{ID_NAME})?:|/)({ANY_CHARS}+)\}}[ \t\n\r\f\v]*")
_EMPTY_FIRST_LINE: Final = re.compile(rf"(?:{_ITEM_IAL.pattern})?[ \t\n\r\f\v]*\n")


class Indentation:
    """The patterns for the lines of an item whose text is indented by ``width``.

    ``content`` matches an indented line, ``lazy`` any line that may continue a paragraph.
    """

    __slots__ = ("content", "lazy", "lazy_ial", "spaces", "width")

    def __init__(self, width: int) -> None:
        tabs, spaces = divmod(width, 4)
        text = r"[^\S\n]*\S[^\n]*\n"
        up_to = f" {{0,{min(width, 3)}}}"
        self.width = width
        self.content = re.compile(
            rf"(?:(?:\t| {{4}}){{{tabs}}} {{{spaces}}}|(?:\t| {{4}}){{{tabs + 1}}}){text}", re.A
        )
        self.lazy = re.compile(rf"(?!{up_to}(?:{HTML_STOP}|{HTML_START}))[ \t\r\f\v]*[^ \t\r\f\v\n][^\n]*\n")
        self.lazy_ial = re.compile(rf"{up_to}\{{:(?![:/}}])")
        self.spaces = " " * width


@lru_cache(maxsize=256)
def indentation_patterns(width: int) -> Indentation:
    return Indentation(width)


def expand_first_line(content: str, width: int) -> tuple[str, Indentation]:
    """The first line of an item without its indentation, and the indentation of what follows.

    ``content`` is what stands after the marker, ``width`` the width of the marker.
    """
    text = content.lstrip(SPACES)
    if not text or (text[0] == "{" and _EMPTY_FIRST_LINE.match(content)):
        return text, indentation_patterns(4)
    indent = len(content) - len(content.lstrip(" \t"))
    column = width
    for char in content[:indent]:
        column += 1 if char == " " else 4 - column % 4
    return text, indentation_patterns(column)


def scan_item_line(p: Parser, indentation: Indentation, lazy: bool) -> str | None:
    """Move over a line of the item's content and return it, or None.

    ``lazy``: a line that is not indented will do, unless something else begins there.
    """
    src, pos = p.src, p.pos
    # Only white space can be the indentation that the pattern asks for.
    match = indentation.content.match(src, pos) if src[pos] in SPACES else None
    if match is None:
        match = indentation.lazy.match(src, pos) if lazy else None
        if match is None:
            return None
        ial = indentation.lazy_ial.match(src, pos)
        if ial and find_list_end(p, ial.end()) > 0:
            return None
    p.pos = match.end()
    return match.group()


def take_item_ial(p: Parser, text: str, item: Element) -> str:
    """``text`` without the attribute list at its start, which ``item`` receives."""
    if "{:" in text and (match := _ITEM_IAL.match(text)):
        if item.ial is None:
            item.ial = {}
        parse_attribute_list(p, match.group(1), item.ial, item.line)
        return text[match.end() :]
    return text
