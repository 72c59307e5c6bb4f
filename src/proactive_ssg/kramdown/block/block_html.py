"""HTML between blocks (``parser/kramdown/html.rb``, and the raw parser of ``parser/html.rb``).

What a tag contains is parsed as blocks, as spans or not at all, as the element, the options and
the attribute ``markdown`` say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from proactive_ssg.kramdown.definitions import MAX_NESTING
from proactive_ssg.kramdown.element import Attributes, Element
from proactive_ssg.kramdown.html_tags import (
    CLOSE_TAG,
    ELEMENTS,
    MARKDOWN_ATTRIBUTE,
    SPAN_ELEMENTS,
    WITHOUT_BODY,
    StartTag,
    content_model,
    end_tag_pattern,
    find_raw_markup,
    parse_html_attributes,
    scan_cdata,
    scan_comment,
    scan_instruction,
    scan_start_tag,
)

from .patterns import BLANK_LINE

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = "<"


def parse(p: Parser) -> bool:
    src, pos = p.src, p.pos
    start = src.find("<", pos, pos + 4)
    if start < 0 or (start > pos and src[pos:start].strip(" ")):
        return False
    following = src[start + 1]
    if following == "/":
        return _parse_end_tag(p, start)
    if following == "!":
        return start == pos and _parse_comment(p)
    tag = scan_start_tag(src, start, SPAN_ELEMENTS) if p.depth < MAX_NESTING else None
    if tag is None:
        return False
    _handle_start_tag(p, tag, p.line_number())
    if p.options.html_to_native:
        from proactive_ssg.kramdown.native_html import html_to_native

        html_to_native(p.tree.children[-1])
    return True


def _parse_comment(p: Parser) -> bool:
    line = p.line_number()
    comment = scan_comment(p)
    if comment is None:
        return False
    p.tree.children.append(Element("xml_comment", comment, line, category="block"))
    _skip_line_tail(p)
    return True


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
    pos = p.pos
    if pos < len(p.src) and p.src[pos] == "\n":
        p.pos = pos + 1
    elif tail := BLANK_LINE.match(p.src, p.pos):
        p.pos = tail.end()


def _handle_start_tag(p: Parser, tag: StartTag, line: int) -> None:
    """Create the element of a start tag, and parse what it contains."""
    p.pos = tag.end
    name = tag.name.lower()
    known = name in ELEMENTS
    if not known:
        name = tag.name
    attrs = parse_html_attributes(p, tag.attributes, line, known)
    tree = p.tree
    in_raw = tree.type == "html_element" and tree.option("content_model") == "raw"
    model = _content_model(p, name, attrs, in_raw)
    unparsed = name in ("script", "style")
    closed = not unparsed and (tag.closed or name in WITHOUT_BODY)
    options: dict[str, Any] = {"content_model": model, "is_closed": closed}
    el = Element("html_element", name, line, attrs, "block", options)
    tree.children.append(el)
    if p.block_ial is not None:
        el.ial = p.block_ial
        p.block_ial = None
    if unparsed:
        _parse_unparsed(p, el)
    if model == "block":
        _skip_line_tail(p)
    if not (closed or unparsed):
        _parse_content(p, el, model)
        if not in_raw:
            _skip_line_tail(p)


def _content_model(p: Parser, name: str, attrs: Attributes, in_raw: bool) -> str:
    model = content_model(name) if p.options.parse_block_html and not in_raw else "raw"
    if "markdown" in attrs:
        wanted = MARKDOWN_ATTRIBUTE.get(attrs.pop("markdown") or "")
        if wanted:
            model = content_model(name) if wanted == "default" else wanted
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
    outer = p.tree
    p.tree = el
    p.depth += 1
    src, end = p.src, len(p.src)
    end_tag = f"</{el.value}>"
    while p.pos < end:
        start = find_raw_markup(src, p.pos)
        if start < 0:
            p.add_text(src[p.pos :], el, "text")
            p.pos = end
            p.warn(el.line, f"Found no end tag for '{el.value}' on line {el.line} - auto-closing it")
            break
        if start > p.pos:
            p.add_text(src[p.pos : start], el, "text")
            p.pos = start
        following = src[start + 1]
        if following == "/":
            if src.startswith(end_tag, start):
                p.pos = start + len(end_tag)
                break
            if _parse_raw_end_tag(p, el):
                break
        elif following in "!?":
            _parse_raw_markup(p, el)
        else:
            _parse_raw_start_tag(p, el)
    p.depth -= 1
    p.tree = outer


def _parse_raw_end_tag(p: Parser, el: Element) -> bool:
    """Parse what begins with ``</``; True when it is the end tag of ``el``."""
    tag = CLOSE_TAG.match(p.src, p.pos)
    if tag is None:
        _add_angle_bracket(p, el)
        return False
    line = p.line_number()
    p.pos = tag.end()
    name = tag.group(1)
    if el.value == (name.lower() if el.value in ELEMENTS else name):
        return True
    p.add_text(tag.group(), el, "text")
    p.warn(line, f"Found invalidly used HTML closing tag for '{name}' on line {line} - ignoring it")
    return False


def _parse_raw_markup(p: Parser, el: Element) -> None:
    """Parse a comment, a processing instruction or a CDATA section."""
    line = p.line_number()
    if (comment := scan_comment(p)) is not None:
        el.children.append(Element("xml_comment", comment, line, category="block"))
    elif (instruction := scan_instruction(p)) is not None:
        el.children.append(Element("xml_pi", instruction, line, category="block"))
    elif (cdata := scan_cdata(p)) is not None:
        el.children.append(Element("text", cdata, line, options={"cdata": True}))
    else:
        _add_angle_bracket(p, el)


def _parse_raw_start_tag(p: Parser, el: Element) -> None:
    tag = scan_start_tag(p.src, p.pos) if p.depth < MAX_NESTING else None
    if tag is None:
        _add_angle_bracket(p, el)
    else:
        _handle_start_tag(p, tag, p.line_number())


def _add_angle_bracket(p: Parser, el: Element) -> None:
    p.add_text("<", el, "text")
    p.pos += 1
