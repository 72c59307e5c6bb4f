"""Where the sources say what a built page holds: the file and line of content, layout or include.

Only pages that somebody asks about are looked at. Each is rendered once more, with marks
(:mod:`proactive_ssg.render.tracing`), and what comes out is laid over the built file.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from proactive_ssg.check.finding import Place
from proactive_ssg.check.html import Element
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.source_files import SourceFiles
from proactive_ssg.check.target import decode
from proactive_ssg.config import Config
from proactive_ssg.errors import ProblemsError
from proactive_ssg.fingerprint import fingerprint, of_bytes
from proactive_ssg.model.page import Page
from proactive_ssg.model.static_file import StaticFile

if TYPE_CHECKING:
    from proactive_ssg.check.traced_page import TracedPage
    from proactive_ssg.check.traced_site import TracedSite

__all__ = ["SourcePositions"]


class SourcePositions:
    """Implements :class:`~proactive_ssg.check.sources.Sources` for the site of a configuration.

    ``built``: the folder that holds the built site (the configuration's destination). The site is read when
    it is first needed, each page rendered when an element of it is. Safe for threads.
    """

    def __init__(self, config: Config, built: Path | None = None) -> None:
        self.config = config
        self._built = built or config.destination
        self._lock = threading.RLock()
        self._sites: list[TracedSite] | None = None
        self._of_path: dict[Path, tuple[TracedSite, Page | StaticFile]] = {}
        self._traced: dict[Path, tuple[str, TracedPage | None]] = {}
        self._files = SourceFiles(config)
        self._templates = ""

    def locate(self, page: AuditedPage, element: Element | None) -> Place | None:
        """The place that caused ``element`` (None: the page as a whole); None where nobody knows."""
        with self._lock:
            found = self._source(page.path)
            if found is None:
                return None
            site, source = found
            if isinstance(source, StaticFile):
                return Place(source.path, element.line if element else 0, element.column if element else 0)
            if element is None:
                return _front_matter(source, "title")
            return self._field(source, element) or self._element(site, source, page, element)

    def file_of(self, path: Path) -> Path | None:
        """The source file, the one with the front matter, of the page that was built as ``path``.

        While nobody has asked for a place, the names of files say it: the site need not be read.
        """
        with self._lock:
            if self._sites is None:
                return self._files.file_of(path)
            found = self._source(path)
            return None if found is None or not found[1].path.is_file() else found[1].path

    def state_of(self, path: Path) -> str:
        """Another text whenever the page's file or any template has changed."""
        with self._lock:
            if not self._templates:
                self._templates = fingerprint([_state(each) for each in self._template_files()])
            file = self._files.file_of(path)
            return fingerprint([self._templates, None if file is None else _state(file)])

    def close(self) -> None:
        """Nobody asks any more."""
        with self._lock:
            for site in self._sites or ():
                site.loaded.registry.close()
            self._sites = []
            self._of_path.clear()
            self._traced.clear()

    # -- pages -----------------------------------------------------------------------------------

    def _source(self, path: Path) -> tuple[TracedSite, Page | StaticFile] | None:
        if self._sites is None:
            # Here, and not above: where nothing is found, nothing that renders need be loaded.
            from proactive_ssg.check.traced_site import TracedSite
            from proactive_ssg.site_build import loaded_sites

            self._sites = []
            with suppress(ProblemsError):
                self._sites = [TracedSite(loaded) for loaded in loaded_sites(self.config)]
            for site in self._sites:
                for source in site.sources():
                    place = self._built / site.loaded.folder / source.output_path
                    self._of_path.setdefault(place, (site, source))
        return self._of_path.get(path) or self._of_path.get(path.absolute())

    def _field(self, source: Page, element: Element) -> Place | None:
        """The line of the front matter that a tag of the head repeats."""
        if element.name == "title" and not _in_picture(element):
            key = "title"
        elif element.name == "meta" and element.get("name").lower() == "description":
            key = "description"
        else:
            return None
        if key not in source.front_matter.lines or not source.path.is_file():
            return None
        said = str(source.front_matter.data.get(key) or "").strip()
        shown = element.text if key == "title" else element.get("content")
        return _front_matter(source, key) if said and said[:20] in shown else None

    def _element(self, site: TracedSite, source: Page, page: AuditedPage, element: Element) -> Place | None:
        from proactive_ssg.check.traced_page import TracedPage

        known = self._traced.get(page.path)
        if known is None or (page.document.source and known[0] != page.document.source):
            # An outline of a page, of an earlier audit, has places but no text.
            text = page.document.source or _text(page.path)
            html = site.traced(source)
            known = self._traced[page.path] = (text, None if html is None else TracedPage(html, text))
        number = None if known[1] is None else known[1].mark_of(element)
        origin = None if number is None else site.tracer.origin(number)
        if origin is None or not origin.path.is_file():
            origin = site.search(source, element)
        if origin is not None:
            return Place(*origin)
        return Place(source.path) if source.path.is_file() else None

    def _template_files(self) -> Iterator[Path]:
        config, theme = self.config, self.config.theme
        folders = [
            config.templates_dir,
            config.source / config.layouts_dir,
            config.source / config.includes_dir,
        ]
        if theme is not None:
            folders += [each for each in (theme.templates, theme.layouts, theme.includes) if each is not None]
        for folder in dict.fromkeys(folders):
            if folder.is_dir():
                yield from sorted(path for path in folder.rglob("*") if path.is_file())
        yield from config.files


def _front_matter(page: Page, key: str) -> Place | None:
    if not page.path.is_file():
        return None
    line = page.front_matter.lines.get(key, 0)
    return Place(page.path, line or 1, 1)


def _in_picture(element: Element) -> bool:
    return any(each.name.startswith("svg") for each in element.ancestors)


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes())
    except OSError:
        return ""


def _state(path: Path) -> tuple[str, str]:
    try:
        return str(path), of_bytes(path.read_bytes())
    except OSError:
        return str(path), ""
