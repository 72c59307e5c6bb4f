"""Abbreviations: words with a definition become elements (``parser/kramdown/abbreviation.rb``)."""

from __future__ import annotations

import re
from typing import Final

from .element import Element

__all__ = ["replace_abbreviations"]

# A space in a definition stands for any white space: Ruby's [\s\p{Z}].
_ANY_SPACES = "[\\t-\\r \\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+"
_WORD: Final = re.compile(r"[A-Za-z0-9_]")


def replace_abbreviations(root: Element, tree: Element) -> None:
    """Replace, everywhere below ``tree``, the abbreviations that the options of ``root`` define."""
    names = root.option("abbrev_defs")
    if not names:
        return
    # The longest first: an abbreviation may start with another one.
    patterns = (re.escape(name).replace("\\ ", _ANY_SPACES) for name in sorted(names, key=len, reverse=True))
    any_name = f"(?:{'|'.join(patterns)})"
    finder = _Finder(re.compile(any_name), re.compile(f"{any_name}(?![A-Za-z0-9_])"))
    todo = [tree]
    while todo:
        el = todo.pop()
        if any(child.type == "text" for child in el.children) and el.option("content_model") != "raw":
            el.children = [part for child in el.children for part in finder.split(child)]
        todo.extend(child for child in el.children if child.children)


class _Finder:
    """Finds the abbreviations in texts: ``prefix`` matches any, ``word`` only where no word goes on."""

    __slots__ = ("prefix", "word")

    def __init__(self, prefix: re.Pattern[str], word: re.Pattern[str]) -> None:
        self.prefix = prefix
        self.word = word

    def split(self, child: Element) -> list[Element]:
        """The element itself or, for a text, its parts."""
        if child.type != "text" or not self.prefix.search(child.value):
            return [child]
        text: str = child.value
        parts: list[Element] = []
        pos = 0
        line = child.line
        while (found := self._find(text, pos)) is not None:
            start, end = found
            parts.append(Element("text", text[pos:start], line))
            line += text.count("\n", pos, start)
            parts.append(Element("abbreviation", text[start:end], line))
            line += text.count("\n", start, end)
            pos = end
        parts.append(Element("text", text[pos:], line))
        return parts

    def _find(self, text: str, pos: int) -> tuple[int, int] | None:
        """Where the next abbreviation stands that does not continue a word, from ``pos`` on."""
        match = self.word.match(text, pos)
        if match is not None:
            return self._extent(text, pos)
        start = pos
        while match := self.word.search(text, start + 1):
            start = match.start()
            if not _WORD.match(text, start - 1):
                # As in kramdown the character before has a chance to be one with what follows.
                return self._extent(text, start - 1) or self._extent(text, start)
        return None

    def _extent(self, text: str, start: int) -> tuple[int, int] | None:
        """The longest abbreviation at this place, even if a word goes on behind it, as in kramdown."""
        match = self.prefix.match(text, start)
        return match.span() if match else None
