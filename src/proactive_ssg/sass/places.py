"""Files as URLs and URLs as files; where in a page's file the compiler means, when it names a line."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from urllib.request import url2pathname

from proactive_ssg.diagnose import line_of
from proactive_ssg.model.page import Page
from proactive_ssg.sass.protocol import Place

__all__ = ["Entry", "Location", "encoded", "locate", "path_of", "url_of"]

# What Addressable leaves as it is in the path of a URL, as the gem writes it.
_SAFE = "/:@!$&'()*+,;=~-._"
_TRACE = re.compile(r"^(.+?) (\d+):(\d+)  ", re.M)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page being compiled: its text after Liquid, and the URLs under which the compiler knows it."""

    page: Page
    text: str
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Location:
    """A place as an editor counts; ``source_line`` is the text of the line."""

    path: Path | None = None
    line: int = 0
    column: int = 0
    source_line: str = ""


def encoded(path: str) -> str:
    """A path as it stands in a URL."""
    return quote(path.replace(os.sep, "/"), safe=_SAFE)


def url_of(path: str) -> str:
    """The URL of a file."""
    return "file://" + encoded(path)


def path_of(url: str) -> Path | None:
    """The file that a URL of the compiler names; None for texts without one."""
    if not url.startswith("file:"):
        return None
    path = urlsplit(url).path
    return Path(url2pathname(path) if os.name == "nt" else unquote(path))


def locate(place: Place | None, trace: str, entry: Entry | None) -> Location:
    """Where ``place`` is, or else the first line of ``trace``, or else the page as a whole."""
    if place is None:
        found = _TRACE.match(trace)
        if found is None:
            return Location(entry.page.path if entry else None)
        path = os.path.abspath(found[1])  # noqa: PTH100 (as the compiler says it: from where it runs)
        place = Place(url_of(path), int(found[2]), int(found[3]), "")
    if entry is not None and (place.url in entry.urls or not place.url):
        line = _line_in_file(entry.page, place.line, entry.text)
        return Location(entry.page.path, line, place.column, place.context or line_of(entry.text, place.line))
    return Location(path_of(place.url), place.line, place.column, place.context)


def _line_in_file(page: Page, line: int, text: str) -> int:
    """The line of the page's file; Liquid may have moved it: then where the one such line is."""
    before, after = page.body.split("\n"), text.split("\n")
    wanted = after[line - 1] if line <= len(after) else None
    if line <= len(before) and before[line - 1] == wanted:
        return page.front_matter.end_line + line
    same = [number for number, found in enumerate(before, 1) if found == wanted]
    return page.front_matter.end_line + (same[0] if len(same) == 1 else min(line, len(before)))
