"""Where the sources say what a built page holds: the file and line of content, layout or include.

Only pages that somebody asks about are looked at. Each is rendered once more, with marks
(:mod:`proactive_ssg.render.tracing`), and what comes out is laid over the built file.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from proactive_ssg.check.finding import Place
from proactive_ssg.check.html import Document, Element
from proactive_ssg.check.rule import AuditedPage
from proactive_ssg.check.traced_page import TracedPage
from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostics, ProblemsError
from proactive_ssg.fingerprint import fingerprint
from proactive_ssg.model.page import Page
from proactive_ssg.model.static_file import StaticFile
from proactive_ssg.render import NoMemory
from proactive_ssg.render.page_renderer import PageRenderer
from proactive_ssg.render.tracing import Origin, Tracer
from proactive_ssg.site_build import LoadedSite, loaded_sites

__all__ = ["SourcePositions"]


class SourcePositions:
    """Implements :class:`~proactive_ssg.check.sources.Sources` for the site of a configuration.

    ``built``: the folder that holds the built site (the configuration's destination). The site is read when
    it is first needed, each page rendered when an element of it is. Safe for threads.
    """

    def __init__(self, config: Config, built: Path | None = None) -> None:
        self._config = config
        self._built = built or config.destination
        self._lock = threading.RLock()
        self._sites: list[_TracedSite] | None = None
        self._of_path: dict[Path, tuple[_TracedSite, Page | StaticFile]] = {}
        self._traced: dict[Path, tuple[Document, TracedPage | None]] = {}
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
        """The source file, the one with the front matter, of the page that was built as ``path``."""
        with self._lock:
            found = self._source(path)
        return None if found is None or not found[1].path.is_file() else found[1].path

    def state_of(self, path: Path) -> str:
        """Another text whenever the page's file or any template has changed."""
        file = self.file_of(path)
        with self._lock:
            if not self._templates:
                self._templates = fingerprint([_state(each) for each in self._template_files()])
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

    def _source(self, path: Path) -> tuple[_TracedSite, Page | StaticFile] | None:
        if self._sites is None:
            self._sites = []
            with suppress(ProblemsError):
                self._sites = [_TracedSite(loaded) for loaded in loaded_sites(self._config)]
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

    def _element(self, site: _TracedSite, source: Page, page: AuditedPage, element: Element) -> Place | None:
        known = self._traced.get(page.path)
        if known is None or known[0] is not page.document:
            html = site.traced(source)
            made = None if html is None else TracedPage(html, page.document)
            known = self._traced[page.path] = (page.document, made)
        number = None if known[1] is None else known[1].mark_of(element)
        origin = None if number is None else site.tracer.origin(number)
        if origin is None or not origin.path.is_file():
            origin = site.search(source, element)
        if origin is not None:
            return Place(*origin)
        return Place(source.path) if source.path.is_file() else None

    def _template_files(self) -> Iterator[Path]:
        config, theme = self._config, self._config.theme
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


class _TracedSite:
    """One site, and the renderer that leaves marks."""

    def __init__(self, loaded: LoadedSite) -> None:
        self.loaded = loaded
        self.tracer = Tracer()
        self._diagnostics = Diagnostics()
        self._renderer: PageRenderer | None = None

    def sources(self) -> Iterator[Page | StaticFile]:
        """All that becomes a file; of two for one place, the one that is written last comes first."""
        site = self.loaded.site
        yield from reversed([*site.copied_files()])
        yield from reversed([*site.rendered_pages()])

    def traced(self, page: Page) -> str | None:
        """The page with marks; None where it cannot be rendered."""
        try:
            if self._renderer is None:
                self._renderer = PageRenderer(
                    self.loaded.site,
                    self.loaded.registry,
                    self._diagnostics,
                    None,
                    NoMemory().conversion,
                    tracer=self.tracer,
                )
            outcome = self._renderer.outcome(page)
        except ProblemsError:
            return None
        finally:
            self._diagnostics.items.clear()
        return None if outcome.content is None else outcome.content.decode("utf-8", "replace")

    def search(self, page: Page, element: Element) -> Origin | None:
        """The first start tag that looks like this one, in the page, then in the templates that were used."""
        values = [value for value in element.attributes.values() if len(value) > 2]
        tag = f"<{element.name}"
        texts = [(page.path, "\n" * page.front_matter.end_line + page.body), *self.tracer.texts.items()]
        for value in sorted(values, key=len, reverse=True)[:3]:
            for path, text in texts:
                position = text.find(value)
                if position >= 0 and path.is_file():
                    line = text.count("\n", 0, position) + 1
                    start = text.rfind(tag, 0, position)
                    if start >= 0 and text.count(">", start, position) == 0:
                        line, position = text.count("\n", 0, start) + 1, start
                    return Origin(path, line, position - text.rfind("\n", 0, position))
        return None


def _front_matter(page: Page, key: str) -> Place | None:
    if not page.path.is_file():
        return None
    line = page.front_matter.lines.get(key, 0)
    return Place(page.path, line or 1, 1)


def _in_picture(element: Element) -> bool:
    return any(each.name.startswith("svg") for each in element.ancestors)


def _state(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), found.st_size, found.st_mtime_ns
