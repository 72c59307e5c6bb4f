"""Markup: a page under repair. Changes are noted at their places, and made together."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from proactive_ssg.repair.tags import Tag, scan, scan_one

__all__ = ["NO_TEXT", "FileSize", "Found", "Markup", "Page", "quoted"]


_TAG = re.compile(r"<[^>]*>|^[^<>]*>")
NO_TEXT = re.compile(r"(?:\s|&nbsp;|&#160;|&#x[aA]0;)*")
"""Spaces as the source writes them: what shows nothing."""

_WORDS = re.compile(r"[^\W\d_][\w ,]{9,}")


Edit = tuple[int, int, str]
_NEVER: Final[Edit] = (sys.maxsize, sys.maxsize, "")


@dataclass(frozen=True, slots=True)
class FileSize:
    """What a link to a file of this site says of it: ``PDF``, ``1,2 Mo``."""

    format: str
    size: str


def _no_file(_href: str) -> FileSize | None:
    return None


@dataclass(frozen=True, slots=True)
class Page:
    """What a repair knows besides the text; ``file_size`` answers for the address of a link."""

    lang: str = "en"
    file_size: Callable[[str], FileSize | None] = _no_file


@dataclass(frozen=True, slots=True)
class Found:
    """One repair: the tag as it was, and the text around it, by which the source can be searched."""

    tag: str
    before: str = ""
    following: str = ""
    count: int = 1


class Markup:
    """``content``: from where to where the page holds what the editor wrote, and not the layouts."""

    def __init__(self, text: str, content: tuple[int, int] | None, page: Page) -> None:
        self.text = text
        self.content = content or (0, len(text))
        self.page = page
        self.found: list[Found] = []
        self._edits: list[Edit] = []
        self._tags: list[Tag] | None = None
        self._moves: list[tuple[list[Edit], str]] = []
        self._small: str | None = None

    @property
    def small(self) -> str:
        """The page in small letters: what it does not hold need not be looked for."""
        if self._small is None:
            self._small = self.text.lower()
        return self._small

    @property
    def tags(self) -> list[Tag]:
        moves, self._moves = self._moves, []
        for edits, text in moves:
            if self._tags is not None:
                self._tags = _moved(self._tags, edits, text)
        if self._tags is None:
            self._tags = scan(self.text)
        return self._tags

    def elements(self, *names: str) -> Iterator[Tag]:
        """The start tags with these names, in HTML."""
        return iter([tag for tag in self.tags if tag.name in names and not (tag.closing or tag.foreign)])

    def in_content(self, tag: Tag) -> bool:
        """Did the editor write it?"""
        return self.content[0] <= tag.start and tag.end <= self.content[1]

    def inside(self, tag: Tag) -> list[Tag]:
        """All tags between a start tag and its pair."""
        return [] if tag.pair is None else self.tags[tag.index + 1 : tag.pair.index]

    def text_of(self, tag: Tag) -> str:
        """What is between a tag and its pair, without tags and comments, as it is written."""
        if tag.pair is None:
            return ""
        parts, position = [], tag.end
        for one in self.inside(tag):
            parts.append(self.text[position : one.start])
            position = one.end
        parts.append(self.text[position : tag.pair.start])
        return re.sub(r"<!--.*?-->", "", "".join(parts), flags=re.S)

    # -- changes -----------------------------------------------------------------------------------

    def note(self, tag: Tag, count: int = 1) -> None:
        """``tag`` is repaired."""
        after = (
            _TAG.sub("\n", self.text[tag.end : tag.end + 120]).partition("<")[0].strip().partition("\n")[0]
        )
        self.found.append(Found(tag.text, self._words_before(tag.start), after, count))

    def _words_before(self, position: int) -> str:
        """The last of some length in a text before."""
        limit = max(position - 400, 0)
        while position > limit:
            begin = self.text.rfind(">", limit, position) + 1 or limit
            if position - begin > 9 and (words := _WORDS.findall(self.text, begin, position)):
                return str(words[-1]).strip()
            position = self.text.rfind("<", limit, begin)
        return ""

    def replace(self, start: int, end: int, text: str) -> None:
        self._edits.append((start, end, text))

    def insert(self, place: int, text: str) -> None:
        self._edits.append((place, place, text))

    def remove_attribute(self, tag: Tag, name: str) -> None:
        """Together with the space before it."""
        one = tag.attributes[name]
        start = one.start
        while self.text[start - 1].isspace():
            start -= 1
        self._edits.append((start, one.end, ""))

    def set_attribute(self, tag: Tag, name: str, value: str) -> None:
        """``value`` is written as it is; quotes in it must be entities."""
        one = tag.attributes.get(name)
        if one is None:
            self.insert(tag.attributes_end, f' {name}="{value}"')
        else:
            self.replace(one.start, one.end, f'{name}="{value}"')

    def to_class(self, tag: Tag, names: list[str], instead_of: str) -> None:
        """Classes in place of an attribute, which stands where they are written if there are no others."""
        classes = tag.value("class").split()
        new = [name for name in names if name not in classes]
        if new and "class" not in tag.attributes:
            one = tag.attributes[instead_of]
            self.replace(one.start, one.end, f'class="{" ".join(new)}"')
            return
        if new:
            self.set_attribute(tag, "class", quoted(" ".join([*classes, *new])))
        self.remove_attribute(tag, instead_of)

    def rename(self, tag: Tag, name: str) -> None:
        """Another name for a start or end tag, its attributes as they are."""
        start = tag.start + (2 if tag.closing else 1)
        self.replace(start, start + len(tag.name), name)

    def commit(self) -> None:
        """Make the changes."""
        if not self._edits:
            return
        edits = _apart(self._edits)
        parts: list[str] = []
        position = 0
        begin, stop = self.content
        for start, end, text in edits:
            parts += (self.text[position:start], text)
            position = end
            change = len(text) - (end - start)
            begin += change if end <= self.content[0] and start < self.content[0] else 0
            stop += change if start < self.content[1] else 0
        parts.append(self.text[position:])
        self.text = "".join(parts)
        self.content = begin, stop
        self._moves.append((edits, self.text))
        self._edits, self._small = [], None


def _moved(tags: list[Tag], edits: list[Edit], html: str) -> list[Tag] | None:
    """The tags in the changed text ``html``; None where there are new ones, and all have to be looked for."""
    number = bisect_right(tags, edits[0][0], key=lambda tag: tag.end)
    kept, left = tags[:number], tags[number:]
    shift = number = 0
    gone = False
    edits = [*edits, _NEVER]
    start, end, text = edits[0]
    for tag in left:
        while end <= tag.start:
            if "<" in text:
                return None
            shift += len(text) - (end - start)
            number += 1
            start, end, text = edits[number]
        if start >= tag.end:
            tag.move(shift)
        elif start <= tag.start and end >= tag.end and not text:
            tag.gone = gone = True
            continue
        else:
            place, change = tag.start + shift, 0
            while start < tag.end:
                if start < tag.start or end > tag.end or ("<" in text and end - start < tag.end - tag.start):
                    return None
                change += len(text) - (end - start)
                number += 1
                start, end, text = edits[number]
            scan_one(html, place, tag)
            shift += change
        if gone:
            tag.index = len(kept)
            while tag.parent is not None and tag.parent.gone:
                tag.parent = tag.parent.parent
        kept.append(tag)
    return None if any("<" in text for _start, _end, text in edits[number:]) else kept


def _apart(edits: list[Edit]) -> list[Edit]:
    """In order, without those that would change what another has changed."""
    found: list[Edit] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        if edit[0] >= position:
            found.append(edit)
            position = edit[1]
    return found


def quoted(value: str) -> str:
    """``value`` for an attribute in double quotes."""
    return value.replace('"', "&quot;")
