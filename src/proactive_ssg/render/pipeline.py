"""Each page: its content, then every layout of its chain, then a look at what it refers to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from proactive_ssg.errors import Diagnostic, Diagnostics, ProblemsError, Severity
from proactive_ssg.extensions import Registry
from proactive_ssg.i18n import _, ngettext
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.render.contents import has_liquid
from proactive_ssg.render.layouts import LayoutStep
from proactive_ssg.render.references import ReferenceChecker
from proactive_ssg.render.shared_problems import SharedProblems, in_jekylls_words
from proactive_ssg.render.workshop import Workshop
from proactive_ssg.templates.profile import Profile
from proactive_ssg.templates.text import as_html

__all__ = ["RenderedPage", "render_site"]

_ASSETS = (".scss", ".sass", ".coffee")
_YAML = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """What becomes a file: ``content`` at ``output_path`` below the destination."""

    page: Page
    output_path: PurePosixPath
    content: bytes


def render_site(
    site: Site, registry: Registry, diagnostics: Diagnostics, profile: Profile | None = None
) -> Iterator[RenderedPage]:
    """Every page of ``site``, one after the other; a page that fails is skipped and said why.

    ``registry``: what the site's plugins add (filters, tags, converters, the hooks of pages). The order is
    Jekyll's (``site.rb``): the documents of each collection, then the pages; what a template sees of another
    page depends on it. Problems in layouts are added when the last page has been rendered, once each.
    ``profile``: where the time of each template goes, if it is measured.
    """
    try:
        renderer = _Renderer(site, registry, diagnostics, profile)
    except ProblemsError as error:
        diagnostics.extend(error.diagnostics)
        return
    for collection in site.collections.values():
        documents = collection.documents
        for document in reversed(documents) if collection.label == "posts" else documents:
            if collection.output and document.written:
                yield from renderer.rendered(document)
            else:
                renderer.read_only(document)
    for page in site.pages:
        yield from renderer.rendered(page)
    renderer.finish()


class _Renderer:
    """One run over the pages of a site."""

    def __init__(
        self, site: Site, registry: Registry, diagnostics: Diagnostics, profile: Profile | None
    ) -> None:
        self._site = site
        self._profile = profile
        self._registry = registry
        self._diagnostics = diagnostics
        self._shared = SharedProblems()
        self._without_layout: list[Page] = []
        self._references = ReferenceChecker(site, complete=not diagnostics.errors)
        self._workshop = Workshop(site, registry, diagnostics, self._in_layouts)
        if profile is not None:
            self._workshop.measure(profile)
        self._contents = self._workshop.contents
        self._layouts = self._workshop.layouts
        registry.trigger("site", "pre_render", site, self._workshop.payload.shared)

    def rendered(self, page: Page) -> Iterator[RenderedPage]:
        """The page in its layouts; nothing where it cannot be rendered."""
        try:
            html = self._contents.html(page)
            self._workshop.take_late_pages(self._registry)
            self._contents.rendered(page)
            content = self._hooked(page, self._in_layouts(page, html))
        except ProblemsError as error:
            self._report(error, page)
            self._check_layouts(page)
            return
        finally:
            self._contents.finished(page)
        if page.output_path.suffix in (".html", ".htm", ".xhtml"):
            self._diagnostics.extend(self._references.check(page, content))
        yield RenderedPage(page, page.output_path, content.encode("utf-8", "replace"))

    def read_only(self, document: Document) -> None:
        """A document that gets no file, but whose content other pages may show."""
        try:
            if has_liquid(document, document.body):
                self._contents.html(document)  # what is wrong with it is wrong in any case
        except ProblemsError as error:
            self._report(error, document)
        self._contents.rendered(document)
        self._contents.finished(document)

    def _hooked(self, page: Page, content: str) -> str:
        rendering = self._contents.rendering(page)
        if rendering is None:
            return content
        rendering.output = content
        self._registry.trigger_page(page, "post_render", rendering)
        return rendering.output

    def _in_layouts(self, page: Page, content: str) -> str:
        chain = self._chain(page)
        if not chain:
            return content
        site = self._workshop.payload.shared["site"]
        before, site.current = site.current, page
        try:
            return self._through(chain, page, content)
        finally:
            site.current = before

    def _through(self, chain: tuple[LayoutStep, ...], page: Page, content: str) -> str:
        workshop = self._workshop
        rendering = self._contents.rendering(page)
        given = None if rendering is None else rendering.variables
        liquid: dict[str, Any] | None = None
        for step in chain:
            variables: dict[str, Any]
            if step.is_liquid or step.source.as_liquid:
                if liquid is None:
                    liquid = workshop.variables(page) if given is None else given
                liquid["content"], liquid["layout"] = content, step.data
                variables = liquid
            else:
                variables = workshop.jinja_variables(page, given)
                variables |= {"layout": step.data, "content": as_html(content)}
            render = partial(workshop.layout(step).render, variables)
            if self._profile is None or step.is_liquid:  # Liquid's engine measures its templates itself
                content = render()
            else:
                content = self._profile.measure(str(step.source.path), render)
        return content

    def _chain(self, page: Page) -> tuple[LayoutStep, ...]:
        name = page.layout
        suffix = page.path.suffix
        if name is None or suffix in _ASSETS or (suffix in _YAML and isinstance(page, Document)):
            return ()
        if not self._layouts.folders:
            if (chain := self._layouts.chain(name)) is not None:
                return chain
            self._without_layout.append(page)
            return ()
        chain = self._layouts.chain(name)
        if chain is None:
            problem = self._layouts.unknown(name, page.path, page.front_matter)
            if problem.is_error:
                raise ProblemsError(problem)
            self._diagnostics.add(problem)
            return ()
        return chain

    def _check_layouts(self, page: Page) -> None:
        """The layouts of a page that cannot be rendered: what is wrong with them is told all the same."""
        try:
            for step in self._chain(page):
                self._workshop.layout(step)
        except ProblemsError as error:
            self._report(error, page)

    def _report(self, error: ProblemsError, page: Page) -> None:
        for found in error.diagnostics:
            diagnostic = in_jekylls_words(found, page)
            if diagnostic.path == page.path:
                if diagnostic not in self._diagnostics.items:
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
        count = len(self._without_layout)
        message = ngettext(
            "{count} page asks for a layout and is rendered without one",
            "{count} pages ask for a layout and are rendered without one",
            count,
        )
        config = self._site.config
        hint = _("there is no folder {new}/; say layout: none where no layout is wanted")
        return Diagnostic(
            Severity.WARNING,
            "layouts-missing",
            message.format(count=count),
            config.templates_dir,
            hint=hint.format(new=config.templates_dir.name),
        )
