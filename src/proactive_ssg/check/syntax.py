"""The syntax of a page as the specification of HTML judges it, from the source text alone.

A parser repairs what it reads, and a tree no longer tells of a tag that was never closed. This walk over the
tags keeps a stack of open elements as the specification does, and notes what a validator calls an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proactive_ssg.check.syntax_tags import (
    ALONE,
    HEADINGS,
    IMPLIED_END,
    LIST_BARRIERS,
    PARAGRAPH_ENDERS,
    PARAGRAPH_SCOPE,
    RUBY,
    SCOPE,
    SETS_ASIDE,
    TABLE_CHILDREN,
    TABLE_PARTS,
    TABLE_SCOPE,
    VOID,
)
from proactive_ssg.check.syntax_tokens import Fault, Tag, Text, Token

__all__ = ["Fault", "faults", "places"]

_FOREIGN = frozenset({"svg", "math"})
_WHOLE = frozenset({"html", "head", "body"})
_NO_BARRIER: frozenset[str] = frozenset()


def faults(tokens: Sequence[Token]) -> list[Fault]:
    """The errors of syntax in the ``tokens`` of a page, in their order in its source."""
    stack = _Stack()
    for token in tokens:
        if isinstance(token, Tag):
            if token.closing:
                stack.end(token)
            else:
                stack.start(token)
        elif isinstance(token, Text):
            stack.text(token)
        else:
            stack.found.append(token)
    stack.finish()
    return sorted(stack.found, key=lambda fault: fault.position)


class _Stack:
    """The open elements, and what is wrong about the next tag.

    ``open`` has their names, ``positions`` where they start. ``counts``: how many of each name are open; most
    searches end there, however deep the page is.
    """

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.open: list[str] = []
        self.positions: list[int] = []
        self.counts: dict[str, int] = {}
        self.seen: set[str] = set()
        self.excused: set[int] = set()
        """Where a start tag was reported: that it is never closed is the same fault."""
        self.ended_early: dict[str, int] = {}
        """Elements that were closed by another end tag: their own is the same fault, reported once."""
        self.paragraph_ended_by = ""
        self.foreign = 0
        self.after_body = False

    def fault(self, code: str, position: int, name: str, other: str = "") -> None:
        self.found.append(Fault(code, position, name, other))

    def text(self, token: Text) -> None:
        if self.after_body:
            self.after_body = False
            self.fault("content-after-body", token.position, "body")
        elif self.open and self.open[-1] in TABLE_CHILDREN:
            self.fault("text-in-table", token.position, self.open[-1])

    # Start tags

    def start(self, tag: Tag) -> None:
        name = tag.name
        if self.after_body and name != "html":
            self.after_body = False
            self.fault("content-after-body", tag.position, "body")
        if self.foreign:
            self._push_foreign(tag)
            return
        if name in _WHOLE:
            if name in self.seen or (name == "head" and "body" in self.seen):
                self.fault("stray-start-tag", tag.position, name)
                return
            self.seen.add(name)
        if tag.self_closing and name not in VOID and name not in _FOREIGN:
            self.fault("self-closing", tag.position, name)
            self.excused.add(tag.position)
        if name in PARAGRAPH_ENDERS and self.counts.get("p") and self._end_paragraph(tag):
            self.paragraph_ended_by = name
        if name in SETS_ASIDE:
            self._set_aside(tag)
        elif self.open and self.open[-1] in TABLE_CHILDREN:
            self._child_of_table(tag)
        if name not in VOID and not (tag.self_closing and name in _FOREIGN):
            self._push(name, tag.position)
            if name in _FOREIGN:
                self.foreign += 1

    def _push_foreign(self, tag: Tag) -> None:
        if tag.self_closing:
            return
        if tag.name in _FOREIGN:
            self.foreign += 1
        if not (tag.name in VOID and self._in_html_island()):
            self._push(tag.name, tag.position)

    def _in_html_island(self) -> bool:
        return bool(self.counts.get("foreignobject") or self.counts.get("annotation-xml"))

    def _set_aside(self, tag: Tag) -> None:
        """A start tag of an element that does not stand in all others, or ends some."""
        name = tag.name
        if name in HEADINGS and self.open and self.open[-1] in HEADINGS:
            self.fault("heading-in-heading", tag.position, name, self._pop())
        elif name in ("li", "dt", "dd"):
            self._end_item(tag)
        elif name in ("option", "optgroup"):
            self._end_options(name)
        elif name in TABLE_PARTS:
            self._table_part(tag)
        elif name in ALONE and self._find(name, SCOPE) >= 0:
            self.fault("nested", tag.position, name)
        elif name in RUBY:
            while self.open and self.open[-1] in RUBY:
                self._pop()
        elif self.open and self.open[-1] in TABLE_CHILDREN:
            self._child_of_table(tag)

    def _child_of_table(self, tag: Tag) -> None:
        parent = self.open[-1]
        if tag.name not in TABLE_CHILDREN[parent] and not tag.unseen:
            self.fault("not-in-table", tag.position, tag.name, parent)

    def _end_paragraph(self, tag: Tag) -> bool:
        place = self._find("p", PARAGRAPH_SCOPE)
        if place < 0:
            return False
        self._pop_to(place, tag)
        return True

    def _end_item(self, tag: Tag) -> None:
        names = ("li",) if tag.name == "li" else ("dt", "dd")
        for place in range(len(self.open) - 1, -1, -1):
            name = self.open[place]
            if name in names:
                self._pop_to(place, tag)
                return
            if name in LIST_BARRIERS:
                return

    def _end_options(self, name: str) -> None:
        if self.open and self.open[-1] == "option":
            self._pop()
        if name == "optgroup" and self.open and self.open[-1] == "optgroup":
            self._pop()

    def _table_part(self, tag: Tag) -> None:
        """Cells and rows end one another, back to the nearest table."""
        parents = TABLE_PARTS[tag.name]
        if self.open and self.open[-1] in parents and self.counts.get("table"):
            return
        place = len(self.open) - 1
        while place >= 0 and self.open[place] not in TABLE_SCOPE:
            place -= 1
        if place < 0:
            self.fault("stray-start-tag", tag.position, tag.name)
            return
        if self.open[place] == "template":
            return
        for higher in range(len(self.open) - 1, place, -1):
            if self.open[higher] in parents:
                place = higher
                break
        self._pop_to(place + 1, tag)
        if self.open[-1] not in parents:
            self.fault("not-in-table", tag.position, tag.name, self.open[-1])

    # End tags

    def end(self, tag: Tag) -> None:
        name = tag.name
        if name in ("body", "html") and not self.foreign:
            self._end_body(tag)
        elif self.open and self.open[-1] == name:
            self._pop()
            if name in _FOREIGN:
                self.foreign -= 1
        elif self.foreign:
            self._end_foreign(tag)
        else:
            self._end_above(tag)

    def _end_above(self, tag: Tag) -> None:
        """An end tag of an element that is not the innermost one."""
        barriers = TABLE_SCOPE if tag.name in TABLE_PARTS or tag.name == "table" else SCOPE
        place = self._find(tag.name, barriers)
        if place < 0:
            self._stray(tag)
            return
        self._pop_to(place + 1, tag)
        self._pop()

    def _end_foreign(self, tag: Tag) -> None:
        place = self._find(tag.name, _NO_BARRIER)
        if place < 0:
            self._stray(tag)
            return
        self._pop_to(place, tag, own=True)
        self.foreign = self.counts.get("svg", 0) + self.counts.get("math", 0)

    def _stray(self, tag: Tag) -> None:
        name = tag.name
        if self.ended_early.get(name):
            self.ended_early[name] -= 1
            return
        if name in HEADINGS and self.open and self.open[-1] in HEADINGS:
            self.fault("wrong-heading-end", tag.position, name, self._pop())
            return
        other = self.paragraph_ended_by if name == "p" else ""
        self.fault("stray-end-tag", tag.position, name, other)

    def _end_body(self, tag: Tag) -> None:
        place = self._find(tag.name, _NO_BARRIER)
        if place < 0 and tag.name in self.seen:
            return
        self._pop_to(max(place, 0), tag, own=place >= 0)
        self.after_body = True

    def finish(self) -> None:
        self._pop_to(0, None)

    def _push(self, name: str, position: int) -> None:
        self.open.append(name)
        self.positions.append(position)
        self.counts[name] = self.counts.get(name, 0) + 1

    def _pop(self) -> str:
        self.positions.pop()
        name = self.open.pop()
        self.counts[name] -= 1
        return name

    def _find(self, name: str, barriers: frozenset[str]) -> int:
        if not self.counts.get(name):
            return -1
        for place in range(len(self.open) - 1, -1, -1):
            found = self.open[place]
            if found == name:
                return place
            if found in barriers:
                break
        return -1

    def _pop_to(self, place: int, tag: Tag | None, own: bool = False) -> None:
        """Close the elements from ``place`` on; ``own``: the first of them is what the end tag is of."""
        names, positions = self.open[place:], self.positions[place:]
        del self.open[place:], self.positions[place:]
        for name in names:
            self.counts[name] -= 1
        for at in range(1 if own else 0, len(names)):
            name = names[at]
            if name not in IMPLIED_END and positions[at] not in self.excused:
                if tag is not None:
                    self.ended_early[name] = self.ended_early.get(name, 0) + 1
                self.fault("unclosed", positions[at], name, _written(tag))


def _written(tag: Tag | None) -> str:
    if tag is None:
        return ""
    return f"</{tag.name}>" if tag.closing else f"<{tag.name}>"


def places(source: str, found: list[Fault]) -> Iterator[tuple[Fault, int, int]]:
    """Each fault with its line and column (1-based), for faults in the order of the source."""
    line, start, done = 1, 0, 0
    for fault in found:
        line += source.count("\n", done, fault.position)
        last = source.rfind("\n", start, fault.position)
        start = last + 1 if last >= 0 else start
        done = fault.position
        yield fault, line, fault.position - start + 1
