"""``{:.class}`` after a span, ``{::comment}``, ``{::nomarkdown}``, ``{::options /}`` (``extensions.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from proactive_ssg.kramdown.attributes import parse_attribute_list, update_attr, update_ial
from proactive_ssg.kramdown.element import Element
from proactive_ssg.kramdown.extensions import handle_extension

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = "{"
STARTS: Final = {"{": "(?=:)"}

# Groups: name, the space before its attributes.
_EXTENSION: Final = re.compile(r"\{::([A-Za-z0-9_]++)(?:([ \t\n\r\f\v])|(?=/?\}))")
_STOP_TAG: Final = re.compile(r"\{:/(?:([A-Za-z0-9_][A-Za-z0-9_-]*+))?\}")
_EXTENSIONS = ("comment", "nomarkdown", "options")
_CLOSING_BRACE: Final = re.compile(r"[^\\]\}")


def parse(s: SpanScanner) -> bool:
    """Take an attribute list or an extension; what is neither loses its first brace to the text."""
    src, start = s.src, s.pos
    if not src.startswith(":", start + 1):
        return False
    if _is_stop_tag(s) or not (_extension(s) if _EXTENSION.match(src, start) else _attribute_list(s)):
        s.text.append("{")
        s.pos = start + 1
    return True


def _is_stop_tag(s: SpanScanner) -> bool:
    """Warn of a stop tag that nothing opened; it stays text."""
    tag = _STOP_TAG.match(s.src, s.pos)
    if tag is not None:
        line = s.line_number()
        name = f"for '{tag.group(1)}' " if tag.group(1) else ""
        s.parser.warn(line, f"Invalid extension stop tag {name}found on line {line} - ignoring it")
    return tag is not None


def _closing_brace(s: SpanScanner, start: int) -> int:
    """Where a list that starts at ``start`` is closed: an escaped brace does so only if no other can."""
    src = s.src
    if src.startswith("}", start):
        return start
    unescaped = s.search(_CLOSING_BRACE, start)
    if unescaped >= 0:
        return unescaped + 1
    if "}" not in s.memo:
        s.memo["}"] = src.rfind("}")
    last: int = s.memo["}"]
    return last if last >= start else -1


def _extension(s: SpanScanner) -> bool:
    src, start = s.src, s.pos
    tag = _EXTENSION.match(src, start)
    brace = _closing_brace(s, tag.end()) if tag else -1
    if tag is None or brace < 0:
        return False
    name = tag.group(1)
    line = s.line_number()
    content, body, after = src[tag.end() : brace], None, brace + 1
    if content.endswith("/"):
        content = content[:-1]
    else:
        stops = [stop for stop in (s.find("{:/}", after), s.find(f"{{:/{name}}}", after)) if stop >= 0]
        if not stops:
            s.parser.warn(line, f"No stop tag for extension '{name}' found on line {line} - ignoring it")
            return False
        body = src[after : min(stops)]
        after = src.index("}", min(stops)) + 1
    if not _handle(s, name, content, body, line):
        s.parser.warn(line, f"Invalid extension with name '{name}' specified on line {line} - ignoring it")
        return False
    s.pos = after
    return True


def _handle(s: SpanScanner, name: str, content: str, body: str | None, line: int) -> bool:
    """Let the extension do its work, away from the text that is still waiting."""
    if name not in _EXTENSIONS:
        return False
    parser = s.parser
    outer, parser.tree = parser.tree, Element("root")
    handle_extension(parser, name, content, body, category="span", line=line)
    for el in parser.tree.children:
        s.add(el)
    parser.tree = outer
    return True


def _attribute_list(s: SpanScanner) -> bool:
    src, start = s.src, s.pos
    brace = _closing_brace(s, start + 2)
    if brace <= start + 2:
        return False
    line = s.line_number()
    if s.is_empty() or (s.text and not s.raw_text):
        s.parser.warn(line, "Found span IAL after text - ignoring it")
        return False
    s.pos = brace + 1
    if s.text:
        return True
    last = s.tree.children[-1]
    opts: dict[str, Any] = {}
    parse_attribute_list(s.parser, src[start + 2 : brace], opts, line)
    if last.ial is None:
        last.ial = {}
    update_ial(last.ial, opts)
    update_attr(s.parser, last.attr, opts)
    return True
