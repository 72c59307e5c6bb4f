"""HTML tags in kramdown's text: which elements there are, and the patterns for tags and attributes.

The lists and the content models are kramdown's (``parser/html.rb``): what an element may contain
decides whether its content is parsed as blocks, as spans, or left as it is.
"""

# ruff: noqa: SIM905 (long lists of names read better as text)
from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .element import Attributes

if TYPE_CHECKING:
    from .parser import Parser

__all__ = [
    "ATTRIBUTE", "BLOCK_ELEMENTS", "CDATA", "CLOSE_TAG", "COMMENT", "CONTENT_MODEL", "ELEMENTS",
    "MARKDOWN_ATTRIBUTE", "NAME", "SPAN_ELEMENTS", "TAG", "WITHOUT_BODY", "StartTag",
    "content_model", "end_tag_pattern", "find_after", "find_raw_markup", "parse_html_attributes",
    "scan_cdata", "scan_comment", "scan_instruction", "scan_start_tag",
]  # fmt: skip

BLOCK_CONTENT: Final = frozenset(
    "address applet article aside blockquote body dd details div dl fieldset figure figcaption "
    "footer form header hgroup iframe li main map menu nav noscript object section summary td".split()
)
SPAN_CONTENT: Final = frozenset(
    "a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label "
    "legend optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt".split()
)
RAW_CONTENT: Final = frozenset("script style math option textarea pre code kbd samp var".split())

CONTENT_MODEL: Final[dict[str, str]] = {
    **dict.fromkeys(BLOCK_CONTENT, "block"),
    **dict.fromkeys(SPAN_CONTENT, "span"),
    **dict.fromkeys(RAW_CONTENT, "raw"),
}

# script and textarea may stand anywhere and are in neither list.
SPAN_ELEMENTS: Final = frozenset(
    "a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option "
    "q rb rbc rp rt rtc ruby samp select small span strong sub sup time tt u var".split()
)
BLOCK_ELEMENTS: Final = frozenset(
    "address article aside applet body blockquote caption col colgroup dd div dl dt fieldset "
    "figcaption footer form h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li "
    "main map nav ol optgroup p pre section summary table tbody td th thead tfoot tr ul".split()
)
WITHOUT_BODY: Final = frozenset(
    "area base br col command embed hr img input keygen link meta param source track wbr".split()
)
ELEMENTS: Final = SPAN_ELEMENTS.union(BLOCK_ELEMENTS, WITHOUT_BODY, CONTENT_MODEL)

# ``markdown="..."`` on a tag chooses the content model; "default" is the element's own.
MARKDOWN_ATTRIBUTE: Final = {"0": "raw", "1": "default", "span": "span", "block": "block"}

_NAME_START = r"[^\W\d]"
# ASCII is named as well: such characters are looked up in a table.
_NAME_CHAR = r"[A-Za-z0-9_\w.\-]"
_SIMPLE_NAME = rf"{_NAME_START}{_NAME_CHAR}*+"
NAME = rf"{_SIMPLE_NAME}(?::{_SIMPLE_NAME})?+"

# What follows the name of a tag; groups: attributes, "/" of a closed tag. Quoted values may span lines.
_TAG_REST = (
    rf"""((?>[ \t\n\r\f\v]+{NAME}(?:[ \t\n\r\f\v]*=[ \t\n\r\f\v]*(?:"[^"]*"|'[^']*'|\w+))?)*+)"""
    r"[ \t\n\r\f\v]*(/)?>"
)
# Groups: name, attributes, "/".
TAG: Final = re.compile(f"<({NAME}){_TAG_REST}")
_TAG_NAME: Final = re.compile(f"<({NAME})")
_REST: Final = re.compile(_TAG_REST)
CLOSE_TAG: Final = re.compile(rf"</({NAME})[ \t\n\r\f\v]*>")
ATTRIBUTE: Final = re.compile(
    rf"""[ \t\n\r\f\v]*({NAME})(?:[ \t\n\r\f\v]*=[ \t\n\r\f\v]*(?:"([^"]*)"|'([^']*)'|(\w+)))?"""
)

# For texts that are short or already delimited; use the scan functions on a document.
COMMENT: Final = re.compile(r"<!--(.*?)-->", re.S)
CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)


class StartTag:
    """A start tag: its name and its attributes as written, whether ``/`` closes it, where it ends."""

    __slots__ = ("attributes", "closed", "end", "name")

    def __init__(self, name: str, attributes: str, closed: bool, end: int) -> None:
        self.name = name
        self.attributes = attributes
        self.closed = closed
        self.end = end


def scan_start_tag(src: str, start: int, excluded: frozenset[str] = frozenset()) -> StartTag | None:
    """The start tag at ``start``; None where there is none, or it is one of the names ``excluded``."""
    match = _TAG_NAME.match(src, start)
    if match is None:
        return None
    name: str = match.group(1)
    if name.lower() in excluded:
        return None  # its attributes need not be read
    end = match.end()
    if src.startswith(">", end):
        return StartTag(name, "", False, end + 1)
    rest = _REST.match(src, end)
    if rest is None:
        return None
    return StartTag(name, rest.group(1), rest.group(2) is not None, rest.end())


def find_raw_markup(src: str, start: int) -> int:
    """Where the next tag, comment, instruction or CDATA section may begin, or -1."""
    found = src.find("<", start)
    while found >= 0:
        char = src[found + 1 : found + 2]
        if char.isalpha() or char in ("/", "?", "_"):
            break
        if char == "!" and src.startswith(("!--", "![CDATA["), found + 1):
            break
        if char.isalnum() and not char.isdecimal():  # the other characters that a name may begin with
            break
        found = src.find("<", found + 1)
    return found


def content_model(name: str) -> str:
    """``block``, ``span`` or ``raw``: what the element may contain."""
    return CONTENT_MODEL.get(name, "raw")


def parse_html_attributes(p: Parser, text: str, line: int, in_html_tag: bool = True) -> Attributes:
    """The attributes of a start tag; names of HTML elements' attributes become lower case."""
    attrs: Attributes = {}
    if not text:
        return attrs
    for name, double, single, word in ATTRIBUTE.findall(text):
        if in_html_tag:
            name = name.lower()
        if name in attrs:
            p.warn(line, f"Duplicate HTML attribute '{name}' on line {line} - overwriting previous one")
        attrs[name] = double or single or word
    return attrs


def end_tag_pattern(name: str, ignore_case: bool = True) -> re.Pattern[str]:
    """Matches the end tag of the element ``name``."""
    return re.compile(rf"</{re.escape(name)}[ \t\n\r\f\v]*>", re.I if ignore_case else 0)


def find_after(p: Parser, needle: str, start: int) -> int:
    """Index of ``needle`` in the source from ``start`` on, or -1, which is searched for only once."""
    none_after = p.memo.get(needle)
    if none_after is not None and start >= none_after:
        return -1
    found = p.src.find(needle, start)
    if found < 0:
        p.memo[needle] = start
    return found


def _scan(p: Parser, opening: str, closing: str) -> str | None:
    start = p.pos
    if not p.src.startswith(opening, start):
        return None
    found = find_after(p, closing, start + len(opening))
    if found < 0:
        return None
    p.pos = found + len(closing)
    return p.src[start : p.pos]


def scan_comment(p: Parser) -> str | None:
    """Move over the comment at the current position and return it whole, or None."""
    return _scan(p, "<!--", "-->")


def scan_instruction(p: Parser) -> str | None:
    """Move over the processing instruction at the current position and return it whole, or None."""
    return _scan(p, "<?", "?>")


def scan_cdata(p: Parser) -> str | None:
    """Move over the CDATA section at the current position and return its content, or None."""
    found = _scan(p, "<![CDATA[", "]]>")
    return None if found is None else found[9:-3]
