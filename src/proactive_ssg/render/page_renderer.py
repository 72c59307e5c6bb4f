"""One page: its content, every layout of its chain, its repairs, then a look at what it refers to."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from proactive_ssg.errors import Diagnostics, ProblemsError
from proactive_ssg.extensions import Registry
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page, page_key
from proactive_ssg.model.permalink import HTML_EXTENSIONS
from proactive_ssg.model.site import Site
from proactive_ssg.render.contents import has_liquid
from proactive_ssg.render.layouts import LayoutStep
from proactive_ssg.render.markdown import Recall
from proactive_ssg.render.order import Order
from proactive_ssg.render.outcome import Outcome
from proactive_ssg.render.packing import pack
from proactive_ssg.render.references import ReferenceChecker
from proactive_ssg.render.repairs import PageRepairs
from proactive_ssg.render.shared_problems import in_jekylls_words
from proactive_ssg.render.workshop import Workshop
from proactive_ssg.templates.profile import Profile
from proactive_ssg.templates.text import as_html

if TYPE_CHECKING:
    from proactive_ssg.render.tracing import Tracer

__all__ = ["PageRenderer"]

_ASSETS = (".scss", ".sass", ".coffee")
_YAML = (".yml", ".yaml")
_XHTML = ".xhtml"  # which has rules of its own: repairs leave it alone


class PageRenderer:
    """Renders any page of a site at its turn in the order; raises ProblemsError where nothing can be.

    ``profile``: where the time of each template goes, if it is measured; ``recall``: earlier conversions;
    ``tracer``: tells where each element was written.
    """

    def __init__(
        self,
        site: Site,
        registry: Registry,
        diagnostics: Diagnostics,
        profile: Profile | None,
        recall: Recall | None,
        *,
        tracer: Tracer | None = None,
    ) -> None:
        self._profile = profile
        self._tracer = tracer
        self._registry = registry
        self._diagnostics = diagnostics
        self._journal = registry.journal
        self.order = Order(site)
        self.references = ReferenceChecker(site, complete=not diagnostics.errors)
        self.workshop = Workshop(
            site,
            registry,
            diagnostics,
            order=self.order,
            output_of=self._in_layouts,
            recall=recall,
            tracer=tracer,
        )
        if profile is not None:
            self.workshop.measure(profile)
        self._contents = self.workshop.contents
        self._layouts = self.workshop.layouts
        self._repairs = PageRepairs(site, registry.journal)
        registry.trigger("site", "pre_render", site, self.workshop.payload.shared)

    def is_shared(self, page: Page) -> bool:
        """Is what makes the page shared by all (a compiler of stylesheets)? Then it is made every time."""
        return self.workshop.conversion.is_shared(page)

    def pause(self) -> None:
        """No page needs the shared converters for a while: what they run may end."""
        self.workshop.conversion.pause()

    def outcome(self, page: Page) -> Outcome:
        """What becomes of ``page``; nothing is left behind in the diagnostics."""
        if self._profile is None:
            return self._outcome(page)
        begun = time.perf_counter()
        found = self._outcome(page)
        self._profile.add_page(str(page.path), time.perf_counter() - begun, found.content)
        return found

    def _outcome(self, page: Page) -> Outcome:
        found = Outcome()
        items = self._diagnostics.items
        before = len(items)
        with self._journal.page() as asked:
            self._journal.extend(self._registry.asked_before)
            with self.order.turn_of(page):
                html = self._content(page, found)
            if html is not None and self.order.is_written(page):
                with self.order.turn_of(page, in_layouts=True):
                    self._finish(page, html, found)
        self._contents.finished(page)
        told = [*self._contents.take_problems(page), *items[before:]]
        del items[before:]
        found.problems = [*told, *found.problems]
        asked.discard(("page", page_key(page)))  # what it is itself is known of every page
        found.asked = asked
        new, found.used = self.workshop.markdown.take()
        found.conversions = {key: pack(result) for key, result in new.items()}
        return found

    def _content(self, page: Page, found: Outcome) -> str | None:
        """The page without layout; None where it is not needed, or cannot be made."""
        if not self.order.is_written(page) and not has_liquid(page, page.body):
            return None  # what is wrong with a page that only others show is told where it has Liquid
        try:
            html = self._contents.html(page)
        except ProblemsError as error:
            self._report(error, page, found)
            if self.order.is_written(page):
                self._check_layouts(page, found)
            return None
        finally:
            self._take_outputs(page, found)
        return html

    def _take_outputs(self, page: Page, found: Outcome) -> None:
        registry = self._registry
        found.outputs, registry.outputs = registry.outputs, {}
        found.late, registry.late_pages = registry.late_pages, []
        for late in found.late:
            self.order.add_late(late, page)

    def _finish(self, page: Page, html: str, found: Outcome) -> None:
        try:
            content = self._in_layouts(page, html, found)
            if self._tracer is not None:
                html, content = self._tracer.finished(html), self._tracer.finished(content)
            content = self._hooked(page, content)
        except ProblemsError as error:
            self._report(error, page, found)
            self._check_layouts(page, found)
            return
        if page.output_path.suffix in HTML_EXTENSIONS:
            content = self._repaired(page, html, content, found)
            found.references = self.references.references(content)
            found.dangling, found.wrong = self.references.check(page, found.references)
        found.content = content.encode("utf-8", "replace")

    def _hooked(self, page: Page, content: str) -> str:
        rendering = self._contents.rendering(page)
        if rendering is None:
            return content
        rendering.output = content
        self._registry.trigger_page(page, "post_render", rendering)
        return rendering.output

    def _repaired(self, page: Page, html: str, content: str, found: Outcome) -> str:
        """After the hooks: they see the page as Jekyll gives it, and what they write is repaired as well."""
        chain = self._layouts.known(page.layout)
        for problem in self._repairs.problems(page, chain):
            (found.problems if problem.path == page.path else found.shared).append(problem)
        if page.output_path.suffix == _XHTML:
            return content
        content, found.repairs = self._repairs.repair(page, chain, html, content, self.workshop.included)
        return content

    def _in_layouts(self, page: Page, content: str, found: Outcome | None = None) -> str:
        chain = self._chain(page, found)
        if not chain:
            return content
        site = self.workshop.payload.shared["site"]
        before, site.current = site.current, page
        try:
            return self._through(chain, page, content)
        finally:
            site.current = before

    def _through(self, chain: tuple[LayoutStep, ...], page: Page, content: str) -> str:
        workshop = self.workshop
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

    def _chain(self, page: Page, found: Outcome | None = None) -> tuple[LayoutStep, ...]:
        name = page.layout
        suffix = page.path.suffix
        if name is None or suffix in _ASSETS or (suffix in _YAML and isinstance(page, Document)):
            return ()
        chain = self._layouts.chain(name)
        if chain is not None:
            return chain
        if not self._layouts.folders:
            if found is not None:
                found.without_layout = True
            return ()
        problem = self._layouts.unknown(name, page.path, page.front_matter)
        if problem.is_error:
            raise ProblemsError(problem)
        self._diagnostics.add(problem)
        return ()

    def _check_layouts(self, page: Page, found: Outcome) -> None:
        """The layouts of a page that cannot be rendered: what is wrong with them is told all the same."""
        try:
            for step in self._chain(page):
                self.workshop.layout(step)
        except ProblemsError as error:
            self._report(error, page, found)

    def _report(self, error: ProblemsError, page: Page, found: Outcome) -> None:
        found.failed = True
        for each in error.diagnostics:
            diagnostic = in_jekylls_words(each, page)
            (found.problems if diagnostic.path == page.path else found.shared).append(diagnostic)
