"""Where the source of a page writes what was repaired, so that editors learn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from html import unescape
from pathlib import Path

from proactive_ssg.model.page import Page
from proactive_ssg.repair.markup import Found

__all__ = ["Places"]

_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_ADDRESS = re.compile(r"\s(?:src|href|id)=(?:\"([^\"]+)\"|'([^']+)')", re.I)


class Places:
    """Searches the file of a page, then those of its layouts and of what both include.

    They are read when something is sought.
    """

    def __init__(self, page: Page, layouts: Sequence[Path], included: Callable[[], Iterable[Path]]) -> None:
        self._page = page
        self._layouts = layouts
        self._included = included
        self._texts: dict[Path, str] = {}

    def of(self, found: Found) -> tuple[str, int, int]:
        """File, line and column; an empty file and 0 where the source writes it in another way."""
        written, words = _spellings(found), _words(found)
        # A tag with attributes is known again anywhere; a bare <br> is what any other file writes, too.
        for spellings in (written, words) if "=" in found.tag else (written + words,):
            for path in self._files:
                text = self._text(path)
                start = _body_start(text, self._page.front_matter.end_line) if path is self._page.path else 0
                position = _position(text, start, found.before, spellings)
                if position is not None:
                    line_start = text.rfind("\n", 0, position) + 1
                    return str(path), text.count("\n", 0, position) + 1, position - line_start + 1
        return "", 0, 0

    @cached_property
    def _files(self) -> list[Path]:
        return list(dict.fromkeys((self._page.path, *self._layouts, *self._included())))

    def _text(self, path: Path) -> str:
        if path not in self._texts:
            try:
                self._texts[path] = path.read_text("utf-8-sig", "replace")
            except OSError:
                self._texts[path] = ""
        return self._texts[path]


def _body_start(text: str, lines: int) -> int:
    position = 0
    for _line in range(lines):
        position = text.find("\n", position) + 1
    return position


def _position(text: str, start: int, before: str, spellings: Sequence[str]) -> int | None:
    """The first spelling that the source has, behind the text ``before`` it where the source has that too."""
    anchor = text.find(before, start) if before else -1
    for spelling in spellings:
        needle = re.compile(spelling, re.M)  # when it is its turn: most are found at the first
        for begin in (anchor, start) if anchor >= 0 else (start,):
            match = needle.search(text, begin)
            if match is not None:
                return match.start(match.lastindex or 0)
    return None


def _spellings(found: Found) -> list[str]:
    """Patterns of how the source may write a tag: as Markdown, as it is, without its slash, its address."""
    tag, words = found.tag, _following(found)
    name = _NAME.match(tag)
    spellings = []
    if words and name and re.fullmatch(r"h[1-6]", name[1], re.I):
        spellings.append(rf"^[> \t]*(#+[ \t]*)[*_]*{words}")
        spellings.append(rf"(?i:<{name[1]}[^>]*>\s*(?:<[^>]*>\s*)*{words})")
    spellings.append(re.escape(tag))
    if tag.endswith("/>"):
        spellings.append(re.escape(tag[:-2].rstrip()) + r"\s*/?>")
    for address in _ADDRESS.finditer(tag):
        value = address[1] or address[2]
        spellings.append(rf"(?<![\w/.-]){re.escape(value)}(?![\w/-])")
        if unescape(value) != value:
            spellings.append(re.escape(unescape(value)))
    return spellings


def _words(found: Found) -> list[str]:
    """The text behind a tag: others may say the same."""
    words = _following(found)
    return [words] if len(words) > 3 else []


def _following(found: Found) -> str:
    return re.escape(unescape(found.following)[:30])
