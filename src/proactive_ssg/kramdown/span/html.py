"""HTML in a text: elements, comments, CDATA sections (``parser/kramdown/html.rb``)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.element import Attributes, Element
from proactive_ssg.kramdown.html_escape import escape_html
from proactive_ssg.kramdown.html_tags import (
    BLOCK_ELEMENTS,
    CLOSE_TAG,
    ELEMENTS,
    MARKDOWN_ATTRIBUTE,
    TAG,
    WITHOUT_BODY,
    content_model,
    end_tag_pattern,
    parse_html_attributes,
)

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = "<"
STARTS: Final[dict[str, str]] = {}

_LINE_ENDS: Final = re.compile(r"\n+")

_end_tag = lru_cache(maxsize=256)(end_tag_pattern)


def parse(s: SpanScanner) -> bool:
    """Take an element with its content, or a tag that is none as text, or a comment."""
    src, start = s.src, s.pos
    char = src[start + 1 : start + 2]
    if char == "!":
        return _comment(s) or _cdata(s)
    if char == "/":
        return _closing_tag(s)
    tag = TAG.match(src, start)
    if tag is None:
        return False
    name = tag.group(1)
    known = name.lower() in ELEMENTS
    if known:
        name = name.lower()
    if name in BLOCK_ELEMENTS:
        line = s.line_number()
        s.parser.warn(line, f"Found block HTML tag '{name}' in span-level text on line {line}")
        s.text.append(tag.group())
        s.pos = tag.end()
        return True
    closed = tag.group(3) is not None
    if not (closed or name in WITHOUT_BODY or s.may_try(itself=True)):
        return False
    _element(s, tag, name, known, closed)
    return True


def _element(s: SpanScanner, tag: re.Match[str], name: str, known: bool, closed: bool) -> None:
    line = s.line_number()
    attrs = parse_html_attributes(s.parser, tag.group(2), line, known)
    for key, value in attrs.items():
        if value and "\n" in value:
            attrs[key] = _LINE_ENDS.sub(" ", value)
    parsed = _is_parsed(s, name, attrs, line)
    el = Element("html_element", name, line, attrs, "span")
    el.options = {"content_model": "span" if parsed else "raw", "is_closed": closed}
    s.add(el)
    s.pos = tag.end()
    if not closed and name not in WITHOUT_BODY:
        _content(s, el, known, parsed, line)
    if s.parser.options.html_to_native:
        from proactive_ssg.kramdown.native_html import html_to_native

        html_to_native(el)


def _content(s: SpanScanner, el: Element, known: bool, parsed: bool, line: int) -> None:
    """Parse up to the end tag or, where it is missing, to the end of the text."""
    src, end_tag = s.src, _end_tag(el.value, known)
    here = (s.pos, s.context)
    if s.context and (here in s.unclosed or s.search(end_tag, s.pos) < 0):
        # An element without an end takes all that follows from the emphasis or link around it,
        # which then is none: its content will be parsed when that one was given up.
        s.pos = len(src)
        return

    def check() -> bool:
        return end_tag.match(src, s.pos) is not None

    if s.parse(el, "<", check, s.all_rules if parsed else s.all_rules.html_only):
        s.pos = end_tag.match(src, s.pos).end()  # type: ignore[union-attr]
    else:
        s.parser.warn(line, f"Found no end tag for '{el.value}' (line {line}) - auto-closing it")
        s.unclosed.add(here)
        s.pos = len(src)


def _is_parsed(s: SpanScanner, name: str, attrs: Attributes, line: int) -> bool:
    """Whether the content is parsed as kramdown text, not only searched for elements."""
    raw = content_model(name) == "raw"
    parsed = s.parser.options.parse_span_html and not raw and s.tree.option("content_model") != "raw"
    model = MARKDOWN_ATTRIBUTE.get(attrs.pop("markdown", None) or "")
    if model == "block":
        s.parser.warn(
            line,
            f"Cannot use block-level parsing in span-level HTML tag (line {line}) - using default mode",
        )
    elif model == "span":
        parsed = True
    elif model == "default":
        parsed = not raw
    elif model == "raw":
        parsed = False
    return parsed


def _comment(s: SpanScanner) -> bool:
    start = s.pos
    end = s.find("-->", start + 4) if s.src.startswith("<!--", start) else -1
    if end < 0:
        return False
    s.add(Element("xml_comment", s.src[start : end + 3], s.line_number(), category="span"))
    s.pos = end + 3
    return True


def _cdata(s: SpanScanner) -> bool:
    start = s.pos
    end = s.find("]]>", start + 9) if s.src.startswith("<![CDATA[", start) else -1
    if end < 0:
        return False
    if end > start + 9:
        s.text.append(escape_html(s.src[start + 9 : end]))
    s.pos = end + 3
    return True


def _closing_tag(s: SpanScanner) -> bool:
    tag = CLOSE_TAG.match(s.src, s.pos)
    if tag is None:
        return False
    line = s.line_number()
    s.parser.warn(line, f"Found invalidly used HTML closing tag for '{tag.group(1)}' on line {line}")
    s.text.append(tag.group())
    s.pos = tag.end()
    return True
