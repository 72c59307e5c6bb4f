"""Marks: where a text of a template was written, kept in the text itself while it becomes a page.

A mark is a number between two characters that no text has. It stands after the name of a start tag
(``<img`` MARK `` src="a.png">``), so that what strips or moves tags takes it along, and in Markdown before
the first word of a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from proactive_ssg.kramdown.trace import Wanted

__all__ = ["ATTRIBUTE", "JINJA", "LIQUID", "MarkedLines", "Syntax", "marked", "unmarked", "with_attributes"]

ATTRIBUTE = "data-proactive-source"

# Two of the characters that Unicode keeps for the inside of programs.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_NAME = r"[a-zA-Z][^\s/><{\"'=]*"
_TAG = re.compile(rf"<{_NAME}(?=[\s/>])")
_MARK_IN_TAG = re.compile(rf"(<{_NAME}){_MARK.pattern}")
_MARK_AND_TAG = re.compile(rf"(?:<({_NAME}))?{_MARK.pattern}")
_LINE = re.compile(r"^[^\S\n]*(?=\S)", re.M)


@dataclass(frozen=True, slots=True)
class Syntax:
    """What is code in a template, and which of its blocks hold no text of the page.

    ``code``: the group ``name`` is the name of a tag; ``quiet``: blocks whose text is a value; ``known``:
    the blocks whose text is like any other; None: all that are not ``closed``; ``output``: tags that write.
    """

    code: re.Pattern[str]
    known: frozenset[str] | None
    closed: frozenset[str] = frozenset()
    quiet: frozenset[str] = frozenset()
    output: frozenset[str] = frozenset()


LIQUID = Syntax(
    re.compile(r"\{%(?P<strip>-?)\s*(?P<name>\w*).*?%\}|\{\{(?P<minus>-?).*?\}\}", re.S),
    known=frozenset(("if", "unless", "for", "case", "tablerow", "ifchanged", "capture")),
    quiet=frozenset(("capture",)),
    output=frozenset(("include", "include_cached", "include_relative", "render", "highlight")),
)
JINJA = Syntax(
    re.compile(r"\{%[-+]?\s*(?P<name>\w*).*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S),
    known=None,
    closed=frozenset(("trans",)),
)


def marked(text: str, number: Callable[[int], int], syntax: Syntax | None, *, lines: bool = False) -> str:
    """``text`` with marks: after the name of each start tag and, with ``lines``, before each line's text.

    ``number(position)`` is the number for what stands at a position; ``syntax``: whose code is left alone.
    """
    parts: list[str] = []
    last = 0
    for where, what in sorted(set(_places(text, syntax, lines))):
        parts += [text[last:where], f"{_OPEN}{number(what)}{_CLOSE}"]
        last = where
    parts.append(text[last:])
    return "".join(parts)


def _places(text: str, syntax: Syntax | None, lines: bool) -> Iterator[tuple[int, int]]:
    """Where marks stand, and what each is about."""
    if syntax is None:
        yield from _of_text(text, 0, len(text), lines)
        return
    position, until, depth = 0, "", 0
    hidden = False
    names = {found.groupdict().get("name") or "" for found in syntax.code.finditer(text)}
    for found in syntax.code.finditer(text):
        name = found.groupdict().get("name") or ""
        if until and name != until:
            continue
        if not hidden:
            with_lines = lines and not depth and not until
            yield from _of_text(text, position, found.start(), with_lines)
            if with_lines and _writes(found, syntax):
                yield found.start(), found.start()
        position, until, hidden = found.end(), "", False
        if name == "raw":
            until = "endraw"
        elif f"end{name}" in names and _is_closed(name, syntax):
            until, hidden = f"end{name}", True
        elif name in syntax.quiet:
            depth += 1
        elif name.removeprefix("end") in syntax.quiet and depth:
            depth -= 1
    if not hidden:
        yield from _of_text(text, position, len(text), lines and not depth)


def _is_closed(name: str, syntax: Syntax) -> bool:
    """Has the block a text that may be anything: code, a message to translate, what a plugin reads?"""
    return name in syntax.closed or (syntax.known is not None and bool(name) and name not in syntax.known)


def _writes(found: re.Match[str], syntax: Syntax) -> bool:
    """Does this code write something, and leave the white space before it alone?"""
    groups = found.groupdict()
    if groups.get("minus") is not None:
        return not groups["minus"]
    return not groups["strip"] and groups["name"] in syntax.output


def _of_text(text: str, start: int, end: int, lines: bool) -> Iterator[tuple[int, int]]:
    for tag in _TAG.finditer(text, start, end):
        yield tag.end(), tag.start()
    if lines:
        first = start
        while first < end and text[first].isspace():
            first += 1
        if first < end:
            yield first, first
        for line in _LINE.finditer(text, min(first + 1, end), end):
            if line.end() < end:
                yield line.end(), line.end()


@dataclass(slots=True)
class _MarkedLine:
    """A line without its marks; ``first`` is the mark of its beginning, ``pieces`` the text after each.

    ``tags``: the marks of start tags by the name of the tag, in their order.
    """

    text: str
    first: str
    pieces: list[tuple[str, str]]
    tags: dict[str, list[str]]


class MarkedLines:
    """What the marks of a text said: of each line, and of each start tag on it."""

    def __init__(self, lines: list[_MarkedLine]) -> None:
        self._lines = lines

    def source_of(self, wanted: Wanted) -> str | None:
        """The number for an element of the text; for several tags of one name on a line in their order."""
        lines = self._lines[wanted.line - 1 :] if wanted.line > 0 else []
        for line in lines if wanted.within_table else lines[:1]:
            if not line.text.strip(" >"):
                break
            if wanted.name and (found := line.tags.get(wanted.name)):
                return found.pop(0) if len(found) > 1 or wanted.within_table else found[0]
            if wanted.address and wanted.address in line.text:
                pieces = (mark for mark, text in line.pieces if wanted.address in text)
                return next(pieces, line.first)
        return (lines[0].first or None) if lines else None


def unmarked(text: str) -> tuple[str, MarkedLines | None]:
    """``text`` without its marks, and what they said; None where it has none."""
    if _OPEN not in text:
        return text, None
    found: list[_MarkedLine] = []
    last = ""
    for line in text.split("\n"):
        marks = [*_MARK_AND_TAG.finditer(line)]
        clean = _MARK.sub("", line) if marks else line
        made = _MarkedLine(clean, marks[0][2] if marks else last, [], {})
        ends = [*(mark.start() for mark in marks[1:]), len(line)]
        for mark, end in zip(marks, ends, strict=False):
            last = mark[2]
            made.pieces.append((last, line[mark.end() : end]))
            if mark[1]:
                made.tags.setdefault(mark[1].lower(), []).append(last)
        found.append(made)
    return "\n".join(line.text for line in found), MarkedLines(found)


def with_attributes(html: str) -> str:
    """Marks in start tags become attributes, the others go."""
    if _OPEN not in html:
        return html
    return _MARK.sub("", _MARK_IN_TAG.sub(rf'\1 {ATTRIBUTE}="\2"', html))
