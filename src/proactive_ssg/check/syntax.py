"""The syntax of a page as the specification of HTML judges it, from the source text alone.

A parser repairs what it reads, and a tree no longer tells of a tag that was never closed. This walk over the
tags keeps a stack of open elements as the specification does, and notes what a validator calls an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from proactive_ssg.check.syntax_tags import (
    HEADINGS,
    IMPLIED_END,
    LIST_BARRIERS,
    PARAGRAPH_ENDERS,
    SCOPE,
    TABLE_CHILDREN,
    TABLE_PARTS,
    VOID,
)
from proactive_ssg.check.syntax_tokens import Fault, Tag, Text

__all__ = ["Fault", "faults", "places"]


def faults(tokens: Iterable[Tag | Text | Fault]) -> list[Fault]:
    """The errors of syntax in the ``tokens`` of a page, in their order in its source."""
    found: list[Fault] = []
    stack = _Stack(found)
    for token in tokens:
        if isinstance(token, Fault):
            found.append(token)
        elif isinstance(token, Text):
            stack.text(token)
        elif token.closing:
            stack.end(token)
        else:
            stack.start(token)
    stack.finish()
    return sorted(found, key=lambda fault: fault.position)


@dataclass(slots=True)
class _Open:
    name: str
    position: int
    excused: bool = False
    """Its start tag was reported: that it is never closed is the same fault."""


class _Stack:
    """The open elements, and what is wrong about the next tag."""

    def __init__(self, found: list[Fault]) -> None:
        self.found = found
        self.open: list[_Open] = []
        self.names: Counter[str] = Counter()
        """How many of each name are open: most searches end here, however deep the page is."""
        self.seen: set[str] = set()
        self.ended_early: Counter[str] = Counter()
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
        elif self.open and self.open[-1].name in TABLE_CHILDREN:
            self.fault("text-in-table", token.position, self.open[-1].name)

    # Start tags

    def start(self, tag: Tag) -> None:
        name = tag.name
        if self.after_body and name != "html":
            self.after_body = False
            self.fault("content-after-body", tag.position, "body")
        if self.foreign:
            self._push_foreign(tag)
            return
        if name in ("html", "head", "body"):
            if name in self.seen or (name == "head" and "body" in self.seen):
                self.fault("stray-start-tag", tag.position, name)
                return
            self.seen.add(name)
        excused = tag.self_closing and name not in VOID and name not in ("svg", "math")
        if excused:
            self.fault("self-closing", tag.position, name)
        self._before(tag)
        if name not in VOID and not (tag.self_closing and name in ("svg", "math")):
            self._push(_Open(name, tag.position, excused))
            self.foreign += name in ("svg", "math")

    def _push_foreign(self, tag: Tag) -> None:
        inside = self.open[-1].name
        if inside in ("foreignobject", "annotation-xml") or tag.name in ("svg", "math"):
            self.foreign += tag.name in ("svg", "math") and not tag.self_closing
        if not tag.self_closing and not (tag.name in VOID and self._in_html_island()):
            self._push(_Open(tag.name, tag.position))

    def _in_html_island(self) -> bool:
        return any(item.name in ("foreignobject", "annotation-xml") for item in self.open)

    def _before(self, tag: Tag) -> None:
        name = tag.name
        if name in PARAGRAPH_ENDERS and self._end_paragraph(tag):
            self.paragraph_ended_by = name
        if name in HEADINGS and self.open and self.open[-1].name in HEADINGS:
            self.fault("heading-in-heading", tag.position, name, self._pop().name)
        elif name in ("li", "dt", "dd"):
            self._end_item(tag)
        elif name in ("option", "optgroup"):
            self._end_options(name)
        elif name in TABLE_PARTS:
            self._table_part(tag)
        elif name in ("a", "button", "form", "nobr") and self._in_scope(name):
            self.fault("nested", tag.position, name)
        elif name in ("rb", "rp", "rt", "rtc"):
            while self.open and self.open[-1].name in ("rb", "rp", "rt", "rtc"):
                self._pop()
        elif self.open and self.open[-1].name in TABLE_CHILDREN:
            self._child_of_table(tag)

    def _child_of_table(self, tag: Tag) -> None:
        parent = self.open[-1].name
        hidden_input = tag.name == "input" and tag.attributes.get("type", "").lower() == "hidden"
        if tag.name not in TABLE_CHILDREN[parent] and not hidden_input:
            self.fault("not-in-table", tag.position, tag.name, parent)

    def _end_paragraph(self, tag: Tag) -> bool:
        place = self._find("p", SCOPE | {"button"})
        if place < 0:
            return False
        self._pop_to(place, tag)
        return True

    def _end_item(self, tag: Tag) -> None:
        names = ("li",) if tag.name == "li" else ("dt", "dd")
        for place in range(len(self.open) - 1, -1, -1):
            name = self.open[place].name
            if name in names:
                self._pop_to(place, tag)
                return
            if name in LIST_BARRIERS:
                return

    def _end_options(self, name: str) -> None:
        if self.open and self.open[-1].name == "option":
            self._pop()
        if name == "optgroup" and self.open and self.open[-1].name == "optgroup":
            self._pop()

    def _table_part(self, tag: Tag) -> None:
        """Cells and rows end one another, back to the nearest table."""
        parents = TABLE_PARTS[tag.name]
        place = len(self.open) - 1
        while place >= 0 and self.open[place].name not in ("table", "template"):
            place -= 1
        if place < 0:
            self.fault("stray-start-tag", tag.position, tag.name)
            return
        if self.open[place].name == "template":
            return
        for higher in range(len(self.open) - 1, place, -1):
            if self.open[higher].name in parents:
                place = higher
                break
        self._pop_to(place + 1, tag)
        if self.open[-1].name not in parents:
            self.fault("not-in-table", tag.position, tag.name, self.open[-1].name)

    # End tags

    def end(self, tag: Tag) -> None:
        name = tag.name
        if self.foreign:
            self._end_foreign(tag)
            return
        if name in ("body", "html"):
            self._end_body(tag)
            return
        barrier = SCOPE if name not in TABLE_PARTS and name != "table" else frozenset({"table", "template"})
        place = self._find(name, barrier)
        if place < 0:
            self._stray(tag)
            return
        self._pop_to(place + 1, tag)
        self._pop()

    def _end_foreign(self, tag: Tag) -> None:
        place = self._find(tag.name, frozenset())
        if place < 0:
            self._stray(tag)
            return
        self._pop_to(place, tag, own=True)
        self.foreign = sum(item.name in ("svg", "math") for item in self.open)

    def _stray(self, tag: Tag) -> None:
        name = tag.name
        if self.ended_early[name]:
            self.ended_early[name] -= 1
            return
        if name in HEADINGS and self.open and self.open[-1].name in HEADINGS:
            self.fault("wrong-heading-end", tag.position, name, self._pop().name)
            return
        other = self.paragraph_ended_by if name == "p" else ""
        self.fault("stray-end-tag", tag.position, name, other)

    def _end_body(self, tag: Tag) -> None:
        place = self._find(tag.name, frozenset())
        if place < 0 and tag.name in self.seen:
            return
        self._pop_to(max(place, 0), tag, own=place >= 0)
        self.after_body = True

    def finish(self) -> None:
        self._pop_to(0, None)

    def _push(self, item: _Open) -> None:
        self.open.append(item)
        self.names[item.name] += 1

    def _pop(self) -> _Open:
        item = self.open.pop()
        self.names[item.name] -= 1
        return item

    def _find(self, name: str, barriers: frozenset[str]) -> int:
        if not self.names[name]:
            return -1
        for place in range(len(self.open) - 1, -1, -1):
            found = self.open[place].name
            if found == name:
                return place
            if found in barriers:
                break
        return -1

    def _in_scope(self, name: str) -> bool:
        return self._find(name, SCOPE) >= 0

    def _pop_to(self, place: int, tag: Tag | None, own: bool = False) -> None:
        """Close the elements from ``place`` on; ``own``: the first of them is what the end tag is of."""
        closed = self.open[place:]
        del self.open[place:]
        self.names.subtract(item.name for item in closed)
        for item in closed[1:] if own else closed:
            if item.name not in IMPLIED_END and not item.excused:
                if tag is not None:
                    self.ended_early[item.name] += 1
                self.fault("unclosed", item.position, item.name, _written(tag))


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
