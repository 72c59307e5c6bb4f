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
        self._spelled: dict[str, list[str]] = {}
        self._last: tuple[Page | None, str] = (None, "")
        self._shared_texts: list[tuple[Path, str]] | None = None

    def in_page(self, page: Page, reference: str, count: int) -> list[Place]:
        """The first ``count`` places in the page's file, front matter included, that write ``reference``."""
        last, text = self._last
        if last is not page:
            # A page that no file holds has its body only.
            text = _text(page.path) or "\n" * page.front_matter.end_line + page.body
            self._last = page, text
        return self._search(text, reference, count)

    def in_site(self, reference: str) -> tuple[Path, Place] | None:
        """The first place in a layout, the configuration or a data file that writes ``reference``."""
        if reference not in self._known and len(self._known) < MOST_SOUGHT:
            self._known[reference] = next(self._everywhere(reference), None)
        return self._known.get(reference)

    def _everywhere(self, reference: str) -> Iterator[tuple[Path, Place]]:
        if self._shared_texts is None:
            self._shared_texts = [(path, _text(path)) for path in self._shared_files()]
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

    def _search(self, text: str, reference: str, count: int) -> list[Place]:
        for spelling in self._spellings(reference):
            position = text.find(spelling)  # here, too: most pages do not hold what their layouts refer to
            if position >= 0 and (found := _positions(text, spelling, position, count)):
                return [_place(text, each) for each in found]
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


def _positions(text: str, spelling: str, position: int, count: int) -> list[int]:
    """The first ``count`` positions, the first one at ``position`` or later, where ``text`` holds
    ``spelling`` as a whole URL, not as the beginning or the end of another.
    """
    found: list[int] = []
    while position >= 0 and len(found) < count:
        end = position + len(spelling)
        if not (position and _BEFORE.match(text, position - 1)) and not _AFTER.match(text, end):
            found.append(position)
        position = text.find(spelling, end)
    return found


def _place(text: str, position: int) -> Place:
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    line = text[start : end if end >= 0 else len(text)].rstrip("\r")
    return Place(text.count("\n", 0, position) + 1, position - start + 1, line)


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
