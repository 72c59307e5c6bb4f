"""Attribute lists: ``{:.class #id key="value" ref}`` read, merged and applied.

The rules are kramdown's (``parser/kramdown/extensions.rb``). A list is a dictionary of attributes
in the order written; the names of the definitions it refers to stand under ``REFS``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from .definitions import MAX_NESTING, STRIP
from .element import REFS, Attributes

if TYPE_CHECKING:
    from .parser import Parser

__all__ = ["ANY_CHARS", "ID_NAME", "find_list_end", "parse_attribute_list", "update_attr", "update_ial"]

# Pieces for the patterns of other modules: a definition's name; what stands between the braces.
ID_NAME = r"[A-Za-z0-9_][A-Za-z0-9_-]*+"
ANY_CHARS = r"(?:\\\}|[^}])"

# One item: a reference | ids and classes | the start of key="value".
_ITEM: Final = re.compile(
    rf"""(?:\A|[ \t\n\r\f\v])(?:({ID_NAME})(?=\s|\Z)|((?:\#[A-Za-z][\w:-]*|\.[^\s.#]+)+)(?=\s|\Z)"""
    rf"""|({ID_NAME})=(["']))""",
    re.A,
)
# Nothing but classes, as in most lists.
_CLASSES: Final = re.compile(r"[ \t]*+\.[A-Za-z0-9_-]++(?:[ \t]++\.[A-Za-z0-9_-]++)*+[ \t]*+")
_ID_OR_CLASS: Final = re.compile(r"#([A-Za-z][\w:-]*)|\.([^\s.#]+)", re.A)
# The value up to the first quote that white space follows, escaped quotes apart; and, where there
# is none, up to the last such quote, escaped or not.
_VALUE: Final = {
    quote: (
        re.compile(rf"(?:\\[}}{quote}]|[^}}\x02{quote}]|{quote}(?!\s|\Z))*+{quote}", re.A),
        re.compile(rf"(?:\\\}}|[^}}\x02])*{quote}(?=\s|\Z)", re.A),
    )
    for quote in "\"'"
}
_ESCAPED: Final = {quote: re.compile(rf"\\([}}{quote}])") for quote in "\"'"}
_LINE_TAIL: Final = re.compile(r"[ \t\r\f\v]*\n")

# How many references to attribute lists one document may follow: lists may refer to lists.
_MAX_REFERENCES = 100_000
_COPIED = 1_000  # characters of a class that are copied in the time of following one


def parse_attribute_list(p: Parser, text: str, opts: dict[str, Any], line: int = 0) -> None:
    """Read the content of a list (what is between the braces) into ``opts``."""
    stripped = text.strip(STRIP)
    if not stripped or stripped == ":":
        return
    if _CLASSES.fullmatch(text):
        classes = text.replace(".", "").split()
        opts["class"] = f"{opts.get('class', '')} {' '.join(classes)}".lstrip(STRIP)
        return
    found = False
    pos, unclosed = 0, ""
    while match := _ITEM.search(text, pos):
        reference, names, key, quote = match.groups()
        pos = match.end()
        if reference:
            opts.setdefault(REFS, []).append(reference)
        elif names:
            _add_names(names, opts)
        else:
            value = None if quote in unclosed else _quoted_value(text, pos, quote)
            if value is None:
                unclosed += quote
                pos = match.start() + 1
                continue
            pos += len(value) + 1
            opts[key] = _ESCAPED[quote].sub(r"\1", value)
        found = True
    if not found:
        p.warn(line, f"No or invalid attributes found in IAL/ALD content: {text}")


def _add_names(names: str, opts: dict[str, Any]) -> None:
    for id_name, class_name in _ID_OR_CLASS.findall(names):
        if class_name:
            opts["class"] = f"{opts.get('class', '')} {class_name}".lstrip(STRIP)
        else:
            opts["id"] = id_name


def _quoted_value(text: str, start: int, quote: str) -> str | None:
    """The value whose opening quote is just before ``start``, or None where it is not closed."""
    first, last = _VALUE[quote]
    match = first.match(text, start) or last.match(text, start)
    return match and match.group()[:-1]


def update_ial(ial: dict[str, Any], opts: dict[str, Any]) -> None:
    """Merge the list ``opts`` into ``ial``: classes add up, other attributes are replaced."""
    for key, value in opts.items():
        if key == REFS:
            ial[REFS] = [*ial.get(REFS, ()), *value]
        elif key == "class":
            ial[key] = f"{ial.get(key, '')} {value}".lstrip(STRIP)
        else:
            ial[key] = value


def update_attr(p: Parser, attr: Attributes, ial: dict[str, Any], depth: int = 0) -> None:
    """Apply a list, and those it refers to, to the attributes of an element."""
    if depth < MAX_NESTING:
        for name in ial.get(REFS, ()):
            definition = p.alds.get(name)
            if definition is not None and p.references < _MAX_REFERENCES:
                p.references += 1
                update_attr(p, attr, definition, depth + 1)
    for key, value in ial.items():
        if key == "class":
            classes = f"{attr.get(key) or ''} {value}".lstrip(STRIP)
            p.references += len(classes) // _COPIED
            attr[key] = classes
        elif key != REFS:
            attr[key] = value


def find_list_end(p: Parser, start: int) -> int:
    """Where a list whose content begins at ``start`` closes with nothing but white space after it.

    Index of the closing brace in the source, or -1. An escaped brace closes the list only if no
    other one does. A failure holds for every list that begins before the brace that caused it.
    """
    failed_from, failed_to = p.memo.get(find_list_end, (0, -1))
    if failed_from <= start <= failed_to:
        return -1
    src = p.src
    escaped = []
    brace = src.find("}", start)
    while brace > start and src[brace - 1] == "\\":
        escaped.append(brace)
        brace = src.find("}", brace + 1)
    if brace >= 0 and _LINE_TAIL.match(src, brace + 1):
        return brace
    for candidate in reversed(escaped):
        if _LINE_TAIL.match(src, candidate + 1):
            return candidate
    p.memo[find_list_end] = (start, brace if brace >= 0 else len(src))
    return -1
