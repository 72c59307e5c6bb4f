"""A page that was rendered with marks, laid over the same page as it was built."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from proactive_ssg.check.html import Element, parse
from proactive_ssg.render.tracing import ATTRIBUTE

__all__ = ["TracedPage"]

_MARK = re.compile(rf'\s*{ATTRIBUTE}="[0-9]*"')
_MOST_COMPARED = 4000
_Place = tuple[int, int]


class TracedPage:
    """``marked``: the page with marks; ``built``: the text of the page under audit.

    Without its marks the one is usually the other, to the letter. Where it is not (a filter that counts
    characters, the time of the build), elements are matched by their tags, in their order.
    """

    def __init__(self, marked: str, built: str) -> None:
        self._marks: dict[_Place, str] = {}
        traced = parse(marked)
        elements = [element for element in traced.all if element.line]
        marks = _inherited(elements)
        if _MARK.sub("", marked) == built:
            shifts = _Shifts(marked)
            for element in elements:
                if element in marks:
                    self._marks[element.line, shifts.column(element)] = marks[element]
            return
        others = [element for element in parse(built).all if element.line]
        for one, other in _pairs(others, elements):
            if other in marks:
                self._marks[one.line, one.column] = marks[other]

    def mark_of(self, element: Element) -> str | None:
        """The mark of ``element`` of the built page, or of what is around it."""
        for each in (element, *element.ancestors):
            found = self._marks.get((each.line, each.column))
            if found is not None:
                return found
        return None


def _inherited(elements: Sequence[Element]) -> dict[Element, str]:
    """The mark of each: its own, or that of the nearest element around it that has one."""
    found: dict[Element, str] = {}
    for element in elements:
        mark = element.attributes.pop(ATTRIBUTE, None)
        if mark is None and element.parent is not None:
            mark = found.get(element.parent)
        if mark is not None:
            found[element] = mark
    return found


class _Shifts:
    """How far marks move what follows them on their line; none goes over the end of a line."""

    def __init__(self, marked: str) -> None:
        self._of_line: dict[int, list[tuple[int, int]]] = {}
        for number, line in enumerate(marked.split("\n"), 1):
            if ATTRIBUTE in line:
                self._of_line[number] = [(each.end(), len(each[0])) for each in _MARK.finditer(line)]

    def column(self, element: Element) -> int:
        before = self._of_line.get(element.line, ())
        return element.column - sum(length for end, length in before if end < element.column)


def _pairs(built: list[Element], traced: list[Element]) -> list[tuple[Element, Element]]:
    """Elements of both that are the same: from the start, from the end, and what can be matched between."""
    ours, theirs = [_key(each) for each in built], [_key(each) for each in traced]
    shorter = min(len(ours), len(theirs))
    start = next((at for at in range(shorter) if ours[at] != theirs[at]), shorter)
    rest = shorter - start
    end = next((at for at in range(rest) if ours[-1 - at] != theirs[-1 - at]), rest)
    pairs = [*zip(built[:start], traced[:start], strict=True)]
    pairs += zip(built[len(built) - end :], traced[len(traced) - end :], strict=True)
    middle, other = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    if max(len(middle), len(other)) <= _MOST_COMPARED:
        matcher = SequenceMatcher(None, middle, other, autojunk=False)
        for mine, its, size in matcher.get_matching_blocks():
            pairs += [(built[start + mine + at], traced[start + its + at]) for at in range(size)]
    return pairs


def _key(element: Element) -> tuple[str, str, str, str, str]:
    get = element.attributes.get
    return element.name, get("id", ""), get("class", ""), get("src", ""), get("href", "")
