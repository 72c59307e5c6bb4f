"""Where a URL of a rendered page was written: the file of the page, a layout, data, the configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from proactive_ssg.config import Config
from proactive_ssg.model.page import Page

__all__ = ["Place", "PlaceFinder"]

_BEFORE = re.compile(r"[\w/.%-]")
_AFTER = re.compile(r"[\w/%-]|[.:]\w")
# A whole URL by the same rules, of those that begin with a slash and hold nothing unusual: most of them.
_ROOTED = re.compile(r"/(?<![\w/.%-]/)[\w/%-]*+(?:\.(?=\w)[\w/%-]++)*+(?!:\w)")
# Each search goes through every layout and data file: where this many led to nothing, the site has another
# problem than one wrong line, and the pages that hold the references are named all the same.
MOST_SOUGHT = 200
_DATA = (".yml", ".yaml", ".json", ".csv", ".tsv")


class Place(NamedTuple):
    """A place in a file as the editor counts; ``text`` is the line."""

    line: int
    column: int
    text: str


class PlaceFinder:
    """Searches for URLs as text; only asked about those that are wrong."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._baseurl = "/" + config.baseurl.strip("/") if config.baseurl.strip("/") else ""
        self._host = config.url.rstrip("/")
        self._known: dict[str, tuple[Path, Place] | None] = {}
        self._spelled: dict[str, list[tuple[str, bool]]] = {}
        self._last: tuple[Page | None, _Text] = (None, _Text(""))
        self._shared_texts: list[tuple[Path, _Text]] | None = None

    def in_page(self, page: Page, reference: str, count: int) -> list[Place]:
        """The first ``count`` places in the page's file, front matter included, that write ``reference``."""
        last, text = self._last
        if last is not page:
            # A page that no file holds has its body only.
            text = _Text(_text(page.path) or "\n" * page.front_matter.end_line + page.body)
            self._last = page, text
        return self._search(text, reference, count)

    def in_site(self, reference: str) -> tuple[Path, Place] | None:
        """The first place in a layout, the configuration or a data file that writes ``reference``."""
        if reference not in self._known and len(self._known) < MOST_SOUGHT:
            self._known[reference] = next(self._everywhere(reference), None)
        return self._known.get(reference)

    def _everywhere(self, reference: str) -> Iterator[tuple[Path, Place]]:
        if self._shared_texts is None:
            self._shared_texts = [(path, _Text(_text(path))) for path in self._shared_files()]
        for path, text in self._shared_texts:
            for place in self._search(text, reference, 1):
                yield path, place

    def _shared_files(self) -> Iterator[Path]:
        config = self._config
        yield from _below(config.templates_dir)
        yield from _below(config.source / config.layouts_dir)
        yield from _below(config.source / config.includes_dir)
        yield from config.files
        for folder in dict.fromkeys((config.source / config.data_dir, config.root / config.data_dir)):
            yield from (path for path in _below(folder) if path.suffix in _DATA)

    def _search(self, text: _Text, reference: str, count: int) -> list[Place]:
        for spelling, is_rooted in self._spellings(reference):
            if found := text.positions(spelling, count, is_rooted=is_rooted):
                return [text.place(position) for position in found]
        return []

    def _spellings(self, reference: str) -> list[tuple[str, bool]]:
        """How ``reference`` may stand in the source: as it is, escaped for HTML, decoded, before filters.

        Of each, whether it is one of those that a text can list.
        """
        if reference not in self._spelled:  # the same ones come back on every page
            spelled = self._spell(reference)
            self._spelled[reference] = [(each, _ROOTED.fullmatch(each) is not None) for each in spelled]
        return self._spelled[reference]

    def _spell(self, reference: str) -> list[str]:
        bare = reference.removeprefix(self._host) if self._host else reference
        below = bare.removeprefix(self._baseurl) if self._baseurl else bare
        spellings = [reference, reference.replace("&", "&amp;"), bare, below]
        spellings += [unquote(spelling) for spelling in spellings]
        return [spelling for spelling in dict.fromkeys(spellings) if len(spelling) > 1]


class _Text:
    """A text in which many URLs are looked for: what most of them ask is worked out once."""

    __slots__ = ("_last", "_rooted", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._rooted: dict[str, list[int]] | None = None
        self._last = (0, 1)  # a position and its line: URLs are mostly asked for in their order

    def positions(self, spelling: str, count: int, *, is_rooted: bool) -> list[int]:
        """The first ``count`` positions of ``spelling`` as a whole URL, not as a part of another one."""
        if not is_rooted:
            return _positions(self._text, spelling, count)
        if self._rooted is None:
            self._rooted = {}
            for found in _ROOTED.finditer(self._text):
                self._rooted.setdefault(found[0], []).append(found.start())
        return self._rooted.get(spelling, [])[:count]

    def place(self, position: int) -> Place:
        """The line and the column of a position."""
        text = self._text
        last, number = self._last if self._last[0] <= position else (0, 1)
        number += text.count("\n", last, position)
        self._last = position, number
        start, end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
        line = text[start : end if end >= 0 else len(text)].rstrip("\r")
        return Place(number, position - start + 1, line)


def _positions(text: str, spelling: str, count: int) -> list[int]:
    found: list[int] = []
    position = text.find(spelling)
    while position >= 0 and len(found) < count:
        end = position + len(spelling)
        if not (position and _BEFORE.match(text, position - 1)) and not _AFTER.match(text, end):
            found.append(position)
        position = text.find(spelling, end)
    return found


def _below(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file()) if folder.is_dir() else iter(())


def _text(path: Path) -> str:
    """The text of a file, with lines as Python ends them; it is read again for every page with a fault."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (Path.read_text is five times as slow)
            content = file.read()
    except OSError:
        return ""
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
