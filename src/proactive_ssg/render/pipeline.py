"""Each page: its content, then every layout of its chain, then a look at what it refers to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from proactive_ssg import __version__
from proactive_ssg.errors import Diagnostic, Diagnostics, ProblemsError, Severity
from proactive_ssg.extensions import Registry
from proactive_ssg.i18n import _, ngettext
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.render.contents import PageContents
from proactive_ssg.render.layouts import LayoutFolder, LayoutStep
from proactive_ssg.render.markdown import MarkdownConverter
from proactive_ssg.render.references import ReferenceChecker
from proactive_ssg.render.shared_problems import SharedProblems
from proactive_ssg.templates.engine import Engine
from proactive_ssg.templates.filters import filter_table
from proactive_ssg.templates.jinja import JinjaEngine
from proactive_ssg.templates.site_drop import SiteDrops
from proactive_ssg.templates.text import as_html

__all__ = ["RenderedPage", "render_site"]


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """What becomes a file: ``content`` at ``output_path`` below the destination."""

    page: Page
    output_path: PurePosixPath
    content: bytes


def render_site(site: Site, registry: Registry, diagnostics: Diagnostics) -> Iterator[RenderedPage]:
    """Every page of ``site``, one after the other; a page that fails is skipped and said why.

    ``registry``: what the site's plugins add (filters, tags, converters, the hooks of pages).

    Problems in layouts are added when the last page has been rendered, once each.
    """
    try:
        renderer = _Renderer(site, registry, diagnostics)
    except ProblemsError as error:
        diagnostics.extend(error.diagnostics)
        return
    for page in site.rendered_pages():
        content = renderer.render(page)
        if content is not None:
            yield RenderedPage(page, page.output_path, content.encode("utf-8", "replace"))
    renderer.finish()


class _Renderer:
    """What the pages of one site share."""

    def __init__(self, site: Site, registry: Registry, diagnostics: Diagnostics) -> None:
        self._site = site
        self._registry = registry
        self._diagnostics = diagnostics
        self._shared = SharedProblems()
        self._without_layout: list[Page] = []
        self._references = ReferenceChecker(site, complete=not diagnostics.errors)
        markdown = MarkdownConverter(site.config)
        self._contents = PageContents(site.config, markdown, diagnostics)
        self._drops = SiteDrops(site, self._contents)
        folder, zone = site.config.templates_dir, site.config.timezone
        self._layouts = LayoutFolder(folder, zone, diagnostics) if folder.is_dir() else None
        self._engine = self._jinja(markdown, self._layouts) if self._layouts else None

    def _jinja(self, markdown: MarkdownConverter, layouts: LayoutFolder) -> Engine:
        variables = {
            "site": self._drops.site,
            "proactive": {"version": __version__, "environment": self._site.config.environment},
            "paginator": None,
        }
        filters = {**filter_table(self._site, markdown.html), **self._registry.filters}
        return JinjaEngine(layouts.lookup, layouts.paths, filters, variables)

    def render(self, page: Page) -> str | None:
        """The page in its layouts; None where it cannot be rendered."""
        try:
            content = self._in_layouts(page, self._contents.html(page))
        except ProblemsError as error:
            self._report(error, page)
            return None
        if page.output_path.suffix in (".html", ".htm", ".xhtml"):
            self._diagnostics.extend(self._references.check(page, content))
        return content

    def _in_layouts(self, page: Page, content: str) -> str:
        for step in self._chain(page):
            assert self._engine is not None
            variables = {"page": self._drops.page(page), "layout": step.data, "content": as_html(content)}
            content = self._engine.template(step.template).render(variables)
        return content

    def _chain(self, page: Page) -> tuple[LayoutStep, ...]:
        name = page.layout
        if name is None:
            return ()
        if self._layouts is None:
            self._without_layout.append(page)
            return ()
        chain = self._layouts.chain(name)
        if chain is None:
            raise ProblemsError(self._layouts.unknown(name, page.path, page.front_matter))
        return chain

    def _report(self, error: ProblemsError, page: Page) -> None:
        for diagnostic in error.diagnostics:
            if diagnostic.path == page.path:
                self._diagnostics.add(diagnostic)
            else:
                self._shared.add(diagnostic, page)

    def finish(self) -> None:
        """Say what concerns more than one page."""
        self._diagnostics.extend(self._shared.diagnostics())
        self._diagnostics.extend(self._references.finish())
        if self._without_layout:
            self._diagnostics.add(self._no_layouts())

    def _no_layouts(self) -> Diagnostic:
        config, count = self._site.config, len(self._without_layout)
        liquid = config.source / config.layouts_dir
        folder = config.templates_dir.name
        if liquid.is_dir():
            code, where = "liquid-layouts", liquid
            hint = _(
                "the layouts in {old} are written in Liquid, which cannot be run yet; write them in {new}/"
            )
        else:
            code, where = "layouts-missing", config.templates_dir
            hint = _("there is no folder {new}/; say layout: none where no layout is wanted")
        message = ngettext(
            "{count} page asks for a layout and is rendered without one",
            "{count} pages ask for a layout and are rendered without one",
            count,
        )
        return Diagnostic(
            Severity.WARNING,
            code,
            message.format(count=count),
            where,
            hint=hint.format(old=config.layouts_dir, new=folder),
        )
