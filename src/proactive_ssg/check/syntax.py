"""The syntax of a page as the specification of HTML judges it, from the source text alone.

A parser repairs what it reads, and a tree no longer tells of a tag that was never closed. This walk over the
tags keeps a stack of open elements as the specification does, and notes what a validator calls an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from proactive_ssg.check.syntax_stack import OpenElements
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
from proactive_ssg.check.syntax_tokens import TEXT, Fault, Tag, Tokens

__all__ = ["Fault", "faults", "places"]

_FOREIGN = frozenset({"svg", "math"})
_WHOLE = frozenset({"html", "head", "body"})
_RARE = _FOREIGN | _WHOLE
_NO_BARRIER: frozenset[str] = frozenset()


def faults(tokens: Tokens) -> list[Fault]:
    """The errors of syntax in the ``tokens`` of a page, in their order in its source."""
    reader = _Reader()
    for token, position in zip(tokens.items, tokens.positions, strict=True):
        if isinstance(token, Tag):
            if token.closing:
                reader.end(token, position)
            else:
                reader.start(token, position)
        elif token is TEXT:
            reader.text(position)
        elif isinstance(token, Fault):
            reader.found.append(token)
    reader.finish()
    return sorted(reader.found, key=lambda fault: fault.position)


class _Reader(OpenElements):
    """Reads a page tag by tag, and notes what is wrong about the next one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Fault] = []
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

    def text(self, position: int) -> None:
        if self.after_body:
            self.after_body = False
            self.fault("content-after-body", position, "body")
        elif self.open and self.open[-1] in TABLE_CHILDREN:
            self.fault("text-in-table", position, self.open[-1])

    # Start tags

    def start(self, tag: Tag, position: int) -> None:
        name = tag.name
        if self.after_body and name != "html":
            self.after_body = False
            self.fault("content-after-body", position, "body")
        if self.foreign:
            self._start_foreign(tag, position)
        elif name in _RARE:
            self._start_rare(tag, position)
        else:
            if tag.self_closing and name not in VOID:
                self.fault("self-closing", position, name)
                self.excused.add(position)
            if name in PARAGRAPH_ENDERS and self.counts.get("p") and self._end_paragraph(tag):
                self.paragraph_ended_by = name
            if name in SETS_ASIDE:
                self._set_aside(tag, position)
            elif self.open and self.open[-1] in TABLE_CHILDREN:
                self._child_of_table(tag, position)
            if name not in VOID:
                self.push(name, position)

    def _start_rare(self, tag: Tag, position: int) -> None:
        """The page itself, or a drawing or formula in it."""
        name = tag.name
        if name in _WHOLE:
            if name in self.seen or (name == "head" and "body" in self.seen):
                self.fault("stray-start-tag", position, name)
                return
            self.seen.add(name)
            if tag.self_closing:
                self.fault("self-closing", position, name)
                self.excused.add(position)
        if self.open and self.open[-1] in TABLE_CHILDREN:
            self._child_of_table(tag, position)
        if name in _WHOLE:
            self.push(name, position)
        elif not tag.self_closing:
            self.push(name, position)
            self.foreign += 1

    def _start_foreign(self, tag: Tag, position: int) -> None:
        if tag.self_closing:
            return
        if tag.name in _FOREIGN:
            self.foreign += 1
        if not (tag.name in VOID and self._in_html_island()):
            self.push(tag.name, position)

    def _in_html_island(self) -> bool:
        return bool(self.counts.get("foreignobject") or self.counts.get("annotation-xml"))

    def _set_aside(self, tag: Tag, position: int) -> None:
        """A start tag of an element that does not stand in all others, or ends some."""
        name = tag.name
        if name in HEADINGS and self.open and self.open[-1] in HEADINGS:
            self.fault("heading-in-heading", position, name, self.pop())
        elif name in ("li", "dt", "dd"):
            self._end_item(tag)
        elif name in ("option", "optgroup"):
            self._end_options(name)
        elif name in TABLE_PARTS:
            self._table_part(tag, position)
        elif name in ALONE and self.find(name, SCOPE) >= 0:
            self.fault("nested", position, name)
        elif name in RUBY:
            while self.open and self.open[-1] in RUBY:
                self.pop()
        elif self.open and self.open[-1] in TABLE_CHILDREN:
            self._child_of_table(tag, position)

    def _child_of_table(self, tag: Tag, position: int) -> None:
        parent = self.open[-1]
        if tag.name not in TABLE_CHILDREN[parent] and not tag.unseen:
            self.fault("not-in-table", position, tag.name, parent)

    def _end_paragraph(self, tag: Tag) -> bool:
        place = self.find("p", PARAGRAPH_SCOPE)
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
            self.pop()
        if name == "optgroup" and self.open and self.open[-1] == "optgroup":
            self.pop()

    def _table_part(self, tag: Tag, position: int) -> None:
        """Cells and rows end one another, back to the nearest table."""
        parents = TABLE_PARTS[tag.name]
        if self.open and self.open[-1] in parents and self.counts.get("table"):
            return
        place = len(self.open) - 1
        while place >= 0 and self.open[place] not in TABLE_SCOPE:
            place -= 1
        if place < 0:
            self.fault("stray-start-tag", position, tag.name)
            return
        if self.open[place] == "template":
            return
        for higher in range(len(self.open) - 1, place, -1):
            if self.open[higher] in parents:
                place = higher
                break
        self._pop_to(place + 1, tag)
        if self.open[-1] not in parents:
            self.fault("not-in-table", position, tag.name, self.open[-1])

    # End tags

    def end(self, tag: Tag, position: int) -> None:
        name = tag.name
        if name in ("body", "html") and not self.foreign:
            self._end_body(tag)
        elif self.open and self.open[-1] == name:
            self.pop()
            if name in _FOREIGN:
                self.foreign -= 1
        elif self.foreign:
            self._end_foreign(tag, position)
        else:
            self._end_above(tag, position)

    def _end_above(self, tag: Tag, position: int) -> None:
        """An end tag of an element that is not the innermost one."""
        barriers = TABLE_SCOPE if tag.name in TABLE_PARTS or tag.name == "table" else SCOPE
        place = self.find(tag.name, barriers)
        if place < 0:
            self._stray(tag, position)
            return
        self._pop_to(place + 1, tag)
        self.pop()

    def _end_foreign(self, tag: Tag, position: int) -> None:
        place = self.find(tag.name, _NO_BARRIER)
        if place < 0:
            self._stray(tag, position)
            return
        self._pop_to(place, tag, own=True)
        self.foreign = self.counts.get("svg", 0) + self.counts.get("math", 0)

    def _stray(self, tag: Tag, position: int) -> None:
        name = tag.name
        if self.ended_early.get(name):
            self.ended_early[name] -= 1
            return
        if name in HEADINGS and self.open and self.open[-1] in HEADINGS:
            self.fault("wrong-heading-end", position, name, self.pop())
            return
        other = self.paragraph_ended_by if name == "p" else ""
        self.fault("stray-end-tag", position, name, other)

    def _end_body(self, tag: Tag) -> None:
        place = self.find(tag.name, _NO_BARRIER)
        if place < 0 and tag.name in self.seen:
            return
        self._pop_to(max(place, 0), tag, own=place >= 0)
        self.after_body = True

    def finish(self) -> None:
        self._pop_to(0, None)

    def _pop_to(self, place: int, tag: Tag | None, own: bool = False) -> None:
        """Close the elements from ``place`` on; ``own``: the first of them is what the end tag is of."""
        names, positions = self.cut(place)
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
