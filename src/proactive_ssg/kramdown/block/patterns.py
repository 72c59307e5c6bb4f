"""Patterns that several block constructs share, and where a construct may begin or end.

Every pattern is matched at the start of a line, so none is anchored with ``^``. In these patterns
as in kramdown's, up to three spaces may precede a construct, and ``\\s`` is ASCII white space.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.attributes import find_list_end
from proactive_ssg.kramdown.html_tags import NAME, SPAN_ELEMENTS

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

# parser/kramdown/{blank_line,eob,paragraph,codeblock}.rb
LINE_TAIL = r"[ \t\r\f\v]*\n"
EOB_MARKER = rf"\^{LINE_TAIL}"
INDENT = r"(?:\t| {4})"
_NOT_SPAN = rf"(?!(?:{'|'.join(sorted(SPAN_ELEMENTS))}|script)\b)"
HTML_START = rf"<{_NOT_SPAN}{NAME}"
HTML_STOP = rf"</{_NOT_SPAN}{NAME}[ \t\n\r\f\v]*>"
DEFINITION_LIST_START = r" {0,3}:[\t| ]"
LIST_START = r" {0,3}(?:[+*-]|[0-9]+\.)[\t| ]"

BLANK: Final = re.compile(r"[ \t\n\r\f\v]*\n")
BLANK_LINE: Final = re.compile(LINE_TAIL)
EOB: Final = re.compile(EOB_MARKER)
IAL_START: Final = re.compile(r" {0,3}\{:(?![:/}])")
INDENTS: Final = re.compile(rf"^{INDENT}", re.M)

# Up to where a line certainly belongs to what came before ("lazy" continuation): then the first
# character of what may end it, the attribute lists being looked at more closely.
_LAZY_END = rf"{LINE_TAIL}|{EOB_MARKER}| {{0,3}}(?:\{{:|{HTML_STOP}|{HTML_START})"


def lines_pattern(others: str = "", first_characters: str = "") -> re.Pattern[str]:
    """The lines up to one that ends them: white space, ``^``, ``{:``, HTML, or one of ``others``.

    ``first_characters``: those with which ``others`` may begin, for the fast way past a line.
    """
    end = f"{_LAZY_END}|{others}" if others else _LAZY_END
    return re.compile(rf"(?:[^\s^{{<{first_characters}][^\n]*\n|(?!{end})[^\n]*\n)*+")


@cache
def lazy_lines() -> re.Pattern[str]:
    """The lines that go on with what came before; compiled when a text has the first quotation or code."""
    return lines_pattern()


def scan_lines(p: Parser, pattern: re.Pattern[str]) -> str:
    """Move over the current line and those that ``pattern`` continues it with, and return them."""
    src = p.src
    start, size = p.pos, len(src)
    end = src.find("\n", start) + 1
    # An empty line ends them, as the pattern would say.
    while end < size and src[end] != "\n":
        end = pattern.match(src, end).end()  # type: ignore[union-attr]
        if end == size or src[end] not in " {" or not _LIST.match(src, end) or at_block_ial(p, end):
            break
        end = src.find("\n", end) + 1
    p.pos = end
    return src[start:end]


_LIST: Final = re.compile(r" {0,3}\{:")


def at_block_ial(p: Parser, pos: int) -> int:
    """Index of the brace that closes the block attribute list at ``pos``, or 0: there is none."""
    match = IAL_START.match(p.src, pos)
    return max(find_list_end(p, match.end()), 0) if match else 0


def after_block_boundary(p: Parser) -> bool:
    """Whether a new block may begin here (``parser/kramdown/block_boundary.rb``)."""
    children = p.tree.children
    if not children:
        return True
    last = children[-1]
    return last.type == "blank" or (last.type == "eob" and last.value is None) or p.block_ial is not None


def before_block_boundary(p: Parser) -> bool:
    """Whether the block that ends here is followed by nothing, a blank line, a mark or a list."""
    src, pos = p.src, p.pos
    return (
        pos >= len(src)
        or BLANK_LINE.match(src, pos) is not None
        or EOB.match(src, pos) is not None
        or at_block_ial(p, pos) > 0
    )
