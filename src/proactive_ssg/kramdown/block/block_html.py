"""HTML between blocks (``parser/kramdown/html.rb``, and the raw parser of ``parser/html.rb``).

What a tag contains is parsed as blocks, as spans or not at all, as the element, the options and
the attribute ``markdown`` say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proactive_ssg.kramdown.definitions import MAX_NESTING
from proactive_ssg.kramdown.element import Element
from proactive_ssg.kramdown.html_tags import (
    CLOSE_TAG,
    ELEMENTS,
    MARKDOWN_ATTRIBUTE,
    NAME,
    RAW_START,
    SPAN_ELEMENTS,
    TAG,
    WITHOUT_BODY,
    content_model,
    end_tag_pattern,
    parse_html_attributes,
    scan_cdata,
    scan_comment,
    scan_instruction,
)

from .patterns import BLANK_LINE

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = "<"

_START = re.compile(rf" {{0,3}}<(?:{NAME}|!--|/)")
_OPTIONAL_SPACE = re.compile(r" {0,3}")


def parse(p: Parser) -> bool:
    if not _START.match(p.src, p.pos):
        return False
    line = p.line_number()
    comment = scan_comment(p)
    if comment is not None:
        p.tree.children.append(Element("xml_comment", comment, line=line, category="block"))
        _skip_line_tail(p)
        return True
    space = _OPTIONAL_SPACE.match(p.src, p.pos)
    tag_pos = space.end() if space else p.pos
    tag = TAG.match(p.src, tag_pos)
    if tag:
        if tag.group(1).lower() in SPAN_ELEMENTS or p.depth >= MAX_NESTING:
            return False
        p.pos = tag.end()
        _handle_start_tag(p, tag, line)
        if p.options.html_to_native:
            from proactive_ssg.kramdown.native_html import html_to_native

            html_to_native(p.tree.children[-1])
        return True
    return _parse_end_tag(p, tag_pos)


def _parse_end_tag(p: Parser, pos: int) -> bool:
    """The end tag of the element being parsed stops the blocks in it; any other is text."""
    tag = CLOSE_TAG.match(p.src, pos)
    if tag is None:
        return False
    name = tag.group(1).lower()
    if name in SPAN_ELEMENTS or p.tree.type != "html_element" or p.tree.value != name:
        return False
    p.pos = tag.end()
    p.stopped = True
    return True


def _skip_line_tail(p: Parser) -> None:
    if tail := BLANK_LINE.match(p.src, p.pos):
        p.pos = tail.end()


def _handle_start_tag(p: Parser, tag: re.Match[str], line: int) -> None:
    """Create the element of a start tag that has just been read, and parse what it contains."""
    name, attributes, slash = tag.groups()
    known = name.lower() in ELEMENTS
    if known:
        name = name.lower()
    attrs = parse_html_attributes(p, attributes, line, known)
    el = Element("html_element", name, attrs, line=line, category="block")
    tree = p.tree
    tree.children.append(el)
    closed = slash is not None or name in WITHOUT_BODY
    if p.block_ial is not None:
        el.ial, p.block_ial = p.block_ial, None
    in_raw = tree.type == "html_element" and tree.option("content_model") == "raw"
    if name in ("script", "style"):
        _parse_unparsed(p, el)
        closed = False
        model = _content_model(p, el, in_raw)
        has_body = False
    else:
        model = _content_model(p, el, in_raw)
        has_body = not closed
    if model == "block":
        _skip_line_tail(p)
    el.set("content_model", model)
    el.set("is_closed", closed)
    if has_body:
        _parse_content(p, el, model)
        if not in_raw:
            _skip_line_tail(p)


def _content_model(p: Parser, el: Element, in_raw: bool) -> str:
    model = content_model(el.value) if p.options.parse_block_html and not in_raw else "raw"
    wanted = MARKDOWN_ATTRIBUTE.get(el.attr.pop("markdown", None) or "")
    if wanted:
        model = content_model(el.value) if wanted == "default" else wanted
    return model


def _parse_content(p: Parser, el: Element, model: str) -> None:
    if model == "block":
        if not p.parse_blocks(el):
            _warn_of_missing_end_tag(p, el)
    elif model == "span":
        end_tag = end_tag_pattern(el.value).search(p.src, p.pos)
        text = p.src[p.pos : end_tag.start() if end_tag else len(p.src)]
        p.add_text(text, el)
        p.pos = end_tag.end() if end_tag else len(p.src)
        if not end_tag:
            _warn_of_missing_end_tag(p, el)
    else:
        _parse_raw(p, el)


def _warn_of_missing_end_tag(p: Parser, el: Element) -> None:
    p.warn(el.line, f"Found no end tag for '{el.value}' (line {el.line}) - auto-closing it")


def _parse_unparsed(p: Parser, el: Element) -> None:
    """The content of a script or a style sheet, in which no tag counts but its own end tag."""
    end_tag = end_tag_pattern(el.value).search(p.src, p.pos)
    p.add_text(p.src[p.pos : end_tag.start() if end_tag else len(p.src)], el, "raw")
    p.pos = end_tag.end() if end_tag else len(p.src)
    if not end_tag:
        p.warn(el.line, f"Found no end tag for '{el.value}' - auto-closing it")


def _parse_raw(p: Parser, el: Element) -> None:
    """Parse HTML alone into ``el``, up to its end tag or the end of the source."""
    outer, p.tree = p.tree, el
    p.depth += 1
    src, end = p.src, len(p.src)
    while p.pos < end:
        start = RAW_START.search(src, p.pos)
        if start is None:
            p.add_text(src[p.pos :], el, "text")
            p.pos = end
            p.warn(el.line, f"Found no end tag for '{el.value}' on line {el.line} - auto-closing it")
            break
        p.add_text(src[p.pos : start.start()], el, "text")
        p.pos = start.start()
        if _parse_raw_tag(p, el):
            break
    p.depth -= 1
    p.tree = outer


def _parse_raw_tag(p: Parser, el: Element) -> bool:
    """Parse what begins with ``<``; True when it is the end tag of ``el``."""
    line = p.line_number()
    if (comment := scan_comment(p)) is not None:
        el.children.append(Element("xml_comment", comment, line=line, category="block"))
    elif (instruction := scan_instruction(p)) is not None:
        el.children.append(Element("xml_pi", instruction, line=line, category="block"))
    elif (cdata := scan_cdata(p)) is not None:
        el.children.append(Element("text", cdata, line=line, options={"cdata": True}))
    elif p.depth < MAX_NESTING and (tag := TAG.match(p.src, p.pos)):
        p.pos = tag.end()
        _handle_start_tag(p, tag, line)
    elif tag := CLOSE_TAG.match(p.src, p.pos):
        p.pos = tag.end()
        name = tag.group(1)
        if el.value == (name.lower() if el.value in ELEMENTS else name):
            return True
        p.add_text(tag.group(), el, "text")
        message = f"Found invalidly used HTML closing tag for '{name}' on line {line} - ignoring it"
        p.warn(line, message)
    else:
        p.add_text("<", el, "text")
        p.pos += 1
    return False
