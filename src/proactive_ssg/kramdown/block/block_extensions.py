"""What begins with ``{:`` on a line of its own (``parser/kramdown/extensions.rb``).

``{:name: ...}`` defines an attribute list, ``{: ...}`` gives attributes to the block before or
after it, ``{::name}`` is an extension.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.attributes import ID_NAME, find_list_end, parse_attribute_list
from proactive_ssg.kramdown.extensions import handle_extension

from .patterns import IAL_START

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

FIRST = "{"

_ALD: Final = re.compile(rf"\{{:({ID_NAME}):(?!\}})")
_EXTENSION: Final = re.compile(r"\{::(\w+)(?=[\s/}])", re.A)
_SEPARATED: Final = re.compile(r"\s|/?\Z", re.A)
_STOP_TAG: Final = re.compile(rf"\{{:/({ID_NAME})?\}}[ \t\r\f\v]*\n")
_DEFINITIONS = ("link_def", "abbrev_def", "footnote_def")


def parse(p: Parser) -> bool:
    src = p.src
    start = src.find("{", p.pos, p.pos + 4)
    if start < 0 or not src.startswith(":", start + 1):
        return False
    following = src[start + 2 : start + 3]
    if following == "/":
        if stop_tag := _STOP_TAG.match(src, start):
            _warn_of_stop_tag(p, stop_tag.group(1))
        return False
    if following == ":":
        extension = _EXTENSION.match(src, start)
        end = find_list_end(p, extension.end()) if extension else -1
        if extension is None or end <= 0 or not _SEPARATED.match(src, extension.end(), end):
            return False
        return _parse_extension(p, extension, end)
    if (ald := _ALD.match(src, start)) and (end := find_list_end(p, ald.end())) > 0:
        opts = p.alds.setdefault(ald.group(1), {})
        parse_attribute_list(p, src[ald.end() : end], opts, p.line_number())
        _skip_to_next_line(p, end)
        p.tree.children.append(p.new_block("eob", "ald"))
        return True
    if following != "}" and (end := find_list_end(p, start + 2)) > 0:
        _apply_ial(p, src[start + 2 : end], end)
        return True
    return False


def _warn_of_stop_tag(p: Parser, name: str | None) -> None:
    line = p.line_number()
    which = f"for '{name}' " if name else ""
    p.warn(line, f"Invalid extension stop tag {which}found on line {line} - ignoring it")


def _skip_to_next_line(p: Parser, brace: int) -> None:
    p.pos = p.src.find("\n", brace) + 1


def _apply_ial(p: Parser, text: str, brace: int) -> None:
    """Give the attributes to the block that ends just before, or keep them for the next one."""
    line = p.line_number()
    _skip_to_next_line(p, brace)
    last = p.tree.children[-1] if p.tree.children else None
    if last is None or last.type == "blank" or (last.type == "eob" and last.value not in _DEFINITIONS):
        if p.block_ial is None:
            p.block_ial = {}
        parse_attribute_list(p, text, p.block_ial, line)
        return
    if last.ial is None:
        last.ial = {}
    parse_attribute_list(p, text, last.ial, line)
    following = IAL_START.match(p.src, p.pos)
    if not following or find_list_end(p, following.end()) < 0:
        p.tree.children.append(p.new_block("eob", "ial"))


def _parse_extension(p: Parser, tag: re.Match[str], brace: int) -> bool:
    src, name = p.src, tag.group(1)
    start, line = p.pos, p.line_number()
    content = src[tag.end() : brace]
    closed = content.endswith("/")
    p.pos = src.find("\n", brace) + 1
    body: str | None = None
    if not closed:
        body = _scan_body(p, name)
        if body is None:
            p.pos = start
            p.warn(line, f"No stop tag for extension '{name}' found on line {line} - ignoring it")
            return False
    if handle_extension(p, name, content.removesuffix("/"), body, category="block", line=line):
        return True
    p.pos = start
    p.warn(line, f"Invalid extension with name '{name}' specified on line {line} - ignoring it")
    return False


def _scan_body(p: Parser, name: str) -> str | None:
    """Move behind the stop tag and return what stands before it, or None: there is no stop tag."""
    key = (_scan_body, name)
    none_after = p.memo.get(key)
    if none_after is not None and p.pos >= none_after:
        return None
    pattern = re.compile(rf"^ {{0,3}}\{{:/(?:{name})?\}} *\n", re.M)
    stop = pattern.search(p.src, p.pos)
    if stop is None:
        p.memo[key] = p.pos
        return None
    body = p.src[p.pos : stop.start()]
    p.pos = stop.end()
    return body.removesuffix("\n")
