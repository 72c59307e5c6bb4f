"""Abbreviations: words with a definition become elements (``parser/kramdown/abbreviation.rb``)."""

from __future__ import annotations

import re

from .alternatives import one_of
from .element import Element

__all__ = ["replace_abbreviations"]


def replace_abbreviations(root: Element, tree: Element) -> None:
    """Replace, everywhere below ``tree``, the abbreviations that the options of ``root`` define."""
    names = root.option("abbrev_defs")
    if not names:
        return
    any_name = one_of(list(names))
    finder = _Finder(any_name)
    todo = [tree]
    while todo:
        el = todo.pop()
        if any(child.type == "text" for child in el.children) and el.option("content_model") != "raw":
            el.children = [part for child in el.children for part in finder.split(child)]
        todo.extend(child for child in el.children if child.children)


class _Finder:
    """Finds the abbreviations in texts: ``prefix`` matches any, ``word`` only where no word goes on, and
    ``whole`` where none comes before either."""

    __slots__ = ("prefix", "whole", "word")

    def __init__(self, any_name: str) -> None:
        self.prefix = re.compile(any_name)
        self.word = re.compile(f"{any_name}(?![A-Za-z0-9_])")
        self.whole = re.compile(f"(?<![A-Za-z0-9_]){any_name}(?![A-Za-z0-9_])")

    def split(self, child: Element) -> list[Element]:
        """The element itself or, for a text, its parts."""
        if child.type != "text" or (found := self._find(child.value, 0)) is None:
            return [child]
        text: str = child.value
        parts: list[Element] = []
        pos = 0
        line = child.line
        while found is not None:
            start, end = found
            parts.append(Element("text", text[pos:start], line))
            line += text.count("\n", pos, start)
            parts.append(Element("abbreviation", text[start:end], line))
            line += text.count("\n", start, end)
            pos = end
            found = self._find(text, pos)
        parts.append(Element("text", text[pos:], line))
        return parts

    def _find(self, text: str, pos: int) -> tuple[int, int] | None:
        """Where the next abbreviation stands that does not continue a word, from ``pos`` on."""
        match = self.word.match(text, pos)
        if match is not None:
            return self._extent(text, pos)
        match = self.whole.search(text, pos + 1)
        if match is None:
            return None
        # As in kramdown the character before has a chance to be one with what follows.
        return self._extent(text, match.start() - 1) or self._extent(text, match.start())

    def _extent(self, text: str, start: int) -> tuple[int, int] | None:
        """The longest abbreviation at this place, even if a word goes on behind it, as in kramdown."""
        match = self.prefix.match(text, start)
        return match.span() if match else None
