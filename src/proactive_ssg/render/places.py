"""Where a URL of a rendered page was written: the file of the page, a layout, data, the configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from proactive_ssg.config import Config
from proactive_ssg.model.page import Page

__all__ = ["Place", "PlaceFinder"]

_BEFORE = re.compile(r"[\w/.%-]")
_AFTER = re.compile(r"[\w/%-]|[.:]\w")
# Each search goes through every layout and data file: where this many led to nothing, the site has another
# problem than one wrong line, and the pages that hold the references are named all the same.
MOST_SOUGHT = 200
_DATA = (".yml", ".yaml", ".json", ".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file as the editor counts; ``text`` is the line."""

    path: Path
    line: int
    column: int
    text: str


class PlaceFinder:
    """Searches for URLs as text; only asked about those that are wrong."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._baseurl = "/" + config.baseurl.strip("/") if config.baseurl.strip("/") else ""
        self._host = config.url.rstrip("/")
        self._known: dict[str, Place | None] = {}
        self._spelled: dict[str, list[str]] = {}
        self._last: tuple[Path | None, str] = (None, "")
        self._shared_texts: list[tuple[Path, str]] | None = None

    def in_page(self, page: Page, reference: str, count: int) -> list[Place]:
        """The first ``count`` places in the page's file, front matter included, that write ``reference``."""
        path = page.path
        if self._last[0] != path:
            # A page that no file holds has its body only.
            self._last = path, _text(path) or "\n" * page.front_matter.end_line + page.body
        return self._search(path, self._last[1], reference, count)

    def in_site(self, reference: str) -> Place | None:
        """The first place in a layout, the configuration or a data file that writes ``reference``."""
        if reference not in self._known and len(self._known) < MOST_SOUGHT:
            self._known[reference] = next(self._everywhere(reference), None)
        return self._known.get(reference)

    def _everywhere(self, reference: str) -> Iterator[Place]:
        if self._shared_texts is None:
            self._shared_texts = [(path, _text(path)) for path in self._shared_files()]
        for path, text in self._shared_texts:
            yield from self._search(path, text, reference, 1)

    def _shared_files(self) -> Iterator[Path]:
        config = self._config
        yield from _below(config.templates_dir)
        yield from _below(config.source / config.layouts_dir)
        yield from _below(config.source / config.includes_dir)
        yield from config.files
        for folder in dict.fromkeys((config.source / config.data_dir, config.root / config.data_dir)):
            yield from (path for path in _below(folder) if path.suffix in _DATA)

    def _search(self, path: Path, text: str, reference: str, count: int) -> list[Place]:
        for spelling in self._spellings(reference):
            found = list(islice(_positions(text, spelling), count))
            if found:
                return [_place(path, text, position) for position in found]
        return []

    def _spellings(self, reference: str) -> list[str]:
        """How ``reference`` may stand in the source: as it is, escaped for HTML, decoded, before filters."""
        if reference not in self._spelled:  # the same ones come back on every page
            self._spelled[reference] = self._spell(reference)
        return self._spelled[reference]

    def _spell(self, reference: str) -> list[str]:
        bare = reference.removeprefix(self._host) if self._host else reference
        below = bare.removeprefix(self._baseurl) if self._baseurl else bare
        spellings = [reference, reference.replace("&", "&amp;"), bare, below]
        spellings += [unquote(spelling) for spelling in spellings]
        return [spelling for spelling in dict.fromkeys(spellings) if len(spelling) > 1]


def _positions(text: str, spelling: str) -> Iterator[int]:
    """Where ``text`` holds ``spelling`` as a whole URL, not as the beginning or the end of another."""
    position = text.find(spelling)
    while position >= 0:
        end = position + len(spelling)
        if not (position and _BEFORE.match(text[position - 1])) and not _AFTER.match(text, end):
            yield position
        position = text.find(spelling, end)


def _place(path: Path, text: str, position: int) -> Place:
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    line = text[start : end if end >= 0 else len(text)].rstrip("\r")
    return Place(path, text.count("\n", 0, position) + 1, position - start + 1, line)


def _below(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file()) if folder.is_dir() else iter(())


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig", "replace")
    except OSError:
        return ""
