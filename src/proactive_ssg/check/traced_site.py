"""One site, and the renderer that leaves marks in its pages."""

from __future__ import annotations

from collections.abc import Iterator

from proactive_ssg.check.html import Element
from proactive_ssg.errors import Diagnostics, ProblemsError
from proactive_ssg.model.page import Page
from proactive_ssg.model.static_file import StaticFile
from proactive_ssg.render import NoMemory
from proactive_ssg.render.page_renderer import PageRenderer
from proactive_ssg.render.tracing import Origin, Tracer
from proactive_ssg.site_build import LoadedSite

__all__ = ["TracedSite"]


class TracedSite:
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
