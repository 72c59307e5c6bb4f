"""Pages before any layout: Liquid, then their converters; each is converted once, whoever asks first.

What a page sees of another one depends on which of the two comes first in the order of rendering
(:class:`~proactive_ssg.render.order.Order`), not on which happened to be rendered: so a part of the site can
be rendered alone, or at the same time as another part, with the same result.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from proactive_ssg.errors import Diagnostic, Diagnostics, ProblemsError, Severity
from proactive_ssg.extensions import Registry, Rendering
from proactive_ssg.i18n import _
from proactive_ssg.journal import Query
from proactive_ssg.kramdown import Result, TooLongError
from proactive_ssg.liquid import Block
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page, page_key
from proactive_ssg.model.permalink import HTML_EXTENSIONS
from proactive_ssg.model.site import Site
from proactive_ssg.model.slugs import extname
from proactive_ssg.render.conversion import Conversion
from proactive_ssg.render.excerpt_source import excerpt_source
from proactive_ssg.render.kramdown_warnings import kramdown_warnings, too_long
from proactive_ssg.render.layouts import Layouts
from proactive_ssg.render.order import Order
from proactive_ssg.templates.engine import TemplateSource
from proactive_ssg.templates.liquid import LiquidEngine
from proactive_ssg.templates.payload import Payload

if TYPE_CHECKING:
    from proactive_ssg.render.tracing import Tracer

__all__ = ["PageContents", "has_liquid"]

_WITHOUT_LIQUID = (".coffee", ".yml", ".yaml")
_BLOCKS = frozenset(("if", "unless", "case", "for", "tablerow", "capture", "comment", "raw", "ifchanged"))


def has_liquid(page: Page, text: str) -> bool:
    """Is Liquid run in this text of the page (``render_with_liquid?`` of Jekyll)?"""
    if ("{{" not in text and "{%" not in text) or page.data.get("render_with_liquid") is False:
        return False
    return not (isinstance(page, Document) and page.path.suffix in _WITHOUT_LIQUID)


class Made(NamedTuple):
    """``result``: the text, none, or why there is none; what making it asked the site, and had to say."""

    result: str | ProblemsError | None
    asked: set[Query]
    told: list[Diagnostic]


class PageContents:
    """Implements :class:`~proactive_ssg.templates.drops.Contents`; problems go into ``diagnostics``.

    ``output_of``: renders the layouts of a page, given its HTML. ``tracer``: marks where texts were written.
    """

    def __init__(
        self,
        site: Site,
        registry: Registry,
        conversion: Conversion,
        diagnostics: Diagnostics,
        order: Order,
        *,
        tracer: Tracer | None = None,
    ) -> None:
        self._site = site
        self._tracer = tracer
        self._shown_site = registry.noted(site)
        self._order = order
        self._journal = registry.journal
        self._registry = registry
        self._conversion = conversion
        self._diagnostics = diagnostics
        self._hooks = any(map(registry.listens_to_pages, ("pre_render", "post_convert", "post_render")))
        self._renderings: dict[int, Rendering] = {}
        self._html: dict[int, Made] = {}
        self._running: set[tuple[str, int]] = set()
        self._outputs: dict[int, Made] = {}
        self._excerpts: dict[int, Made] = {}

    def bind(
        self, engine: LiquidEngine, payload: Payload, layouts: Layouts, output_of: Callable[[Page, str], str]
    ) -> None:
        """What is made after this, as it needs it."""
        self._engine = engine
        self._payload = payload
        self._layouts = layouts
        self._output_of = output_of
        tags = engine.environment.tags
        self._blocks = _BLOCKS | {name for name, tag in tags.items() if issubclass(tag, Block)}

    # -- what templates ask ----------------------------------------------------------------------

    def content(self, page: Page) -> str:
        rendered = self._order.has_content(page)
        self._journal.note("text", page_key(page), "yes" if rendered else "no")
        if rendered:
            with contextlib.suppress(ProblemsError):  # told where the page itself is rendered
                return self.html(page)
        return page.body

    def output(self, page: Page) -> str | None:
        finished = self._order.has_output(page)
        self._journal.note("text", page_key(page), "yes" if finished else "no")
        if not finished or ("output", id(page)) in self._running:  # while the layouts run, they see none
            return None

        def work(page: Page) -> str:
            return self._output_of(page, self.html(page))

        return self._used(self._made(self._outputs, "output", page, work))

    def html(self, page: Page) -> str:
        """The page without layout; :class:`ProblemsError` again for a page that cannot be converted."""
        self._journal.note("page", page_key(page))
        if ("html", id(page)) in self._running:
            return page.body  # it asks for itself, by way of another page
        return self._used(self._made(self._html, "html", page, self._converted)) or ""

    def excerpt(self, page: Page) -> str | None:
        """The excerpt, rendered on its own; None where the page has none."""
        self._journal.note("page", page_key(page))
        if ("excerpt", id(page)) in self._running:
            raise ProblemsError(_circle(page))
        return self._used(self._made(self._excerpts, "excerpt", page, self._excerpt))

    def late_pages(self) -> tuple[Page, ...]:
        return self._order.late_pages()

    def excerpt_source(self, page: Page) -> str:
        """The source of the excerpt, before Liquid."""
        text = page.body if page.excerpt_body is None else page.excerpt_body
        return excerpt_source(text, self._separator(page), self._blocks)

    # -- what the pipeline asks ------------------------------------------------------------------

    def is_markdown(self, page: Page) -> bool:
        return self._conversion.is_markdown(page)

    def take_problems(self, page: Page) -> list[Diagnostic]:
        """What converting ``page`` had to say, whoever asked for it first."""
        made = self._html.get(id(page))
        return [] if made is None else made.told

    def rendering(self, page: Page) -> Rendering | None:
        """What the hooks of this page receive; None where nobody listens."""
        return self._renderings.get(id(page))

    def finished(self, page: Page) -> None:
        """Hooks no longer ask for anything."""
        self._renderings.pop(id(page), None)

    # -- conversion ------------------------------------------------------------------------------

    def _made(
        self, known: dict[int, Made], kind: str, page: Page, work: Callable[[Page], str | None]
    ) -> Made:
        """What ``work`` makes of ``page``, at the turn of that page in the order; made once."""
        made = known.get(id(page))
        if made is None:
            key = (kind, id(page))
            self._running.add(key)
            site = self._payload.shared["site"]
            before, site.current = site.current, None if kind == "excerpt" else page
            before_it = len(self._diagnostics.items)
            result: str | ProblemsError | None
            try:
                with self._journal.page() as asked, self._order.turn_of(page, kind == "output"):
                    result = work(page)
            except ProblemsError as error:
                result = error
            finally:
                site.current = before
                self._running.discard(key)
            told = self._diagnostics.items[before_it:]
            del self._diagnostics.items[before_it:]
            made = known[id(page)] = Made(result, asked, told if kind == "html" else [])
        return made

    def _used(self, made: Made) -> str | None:
        self._journal.extend(made.asked)
        if isinstance(made.result, ProblemsError):
            raise made.result
        return made.result

    def _converted(self, page: Page) -> str:
        text = page.body
        variables = None
        if self._hooks or has_liquid(page, text):
            variables = self._payload.of(page, self._layout_data(page), is_markdown=self.is_markdown(page))
        if self._hooks and variables is not None:
            rendering = self._renderings[id(page)] = Rendering(page, self._shown_site, text, variables)
            self._registry.trigger_page(page, "pre_render", rendering)
            variables["page"].refresh()
            text = rendering.content
        if self._tracer is not None:
            text = self._traced(self._tracer, page, text)
        if variables is not None and has_liquid(page, text):
            source = _source(page, text)
            text = self._engine.page(source).render(variables)
            self._engine.forget(source)
        html = self._convert(page, text)
        if self._hooks:
            rendering.content = html
            self._registry.trigger_page(page, "post_convert", rendering)
            html = rendering.content
        return html

    def _traced(self, tracer: Tracer, page: Page, text: str) -> str:
        is_markdown, is_liquid = self.is_markdown(page), has_liquid(page, text)
        return tracer.page(page, text, is_markdown=is_markdown, is_liquid=is_liquid)

    def _layout_data(self, page: Page) -> dict[str, object] | None:
        """The front matter of the page's own layout, as its content sees it."""
        try:
            chain = self._layouts.chain(page.layout) if page.layout else None
        except ProblemsError:
            return None  # told when the layouts are rendered
        return dict(chain[0].data) if chain else None

    def _convert(self, page: Page, text: str, *, quiet: bool = False) -> str:
        try:
            result = self._conversion.convert(page, text)
        except TooLongError as error:
            raise ProblemsError(too_long(page, text, error)) from error
        if isinstance(result, Result):
            if result.warnings and not quiet:
                self._diagnostics.extend(self._warnings(page, text, result.warnings))
            return result.html
        return result

    def _warnings(self, page: Page, text: str, found: Iterable[tuple[int, str]]) -> Iterable[Diagnostic]:
        everything = bool(self._site.config.kramdown.get("show_warnings"))
        return kramdown_warnings(page, text, found, everything=everything)

    # -- excerpts --------------------------------------------------------------------------------

    def _separator(self, page: Page) -> str:
        settings = self._site.config.settings
        given = page.data.get("excerpt_separator")
        separator = settings.get("excerpt_separator", "\n\n") if given in (None, False) else given
        return str(separator) if separator not in (None, False) else ""

    def _has_excerpt(self, page: Page) -> bool:
        if not isinstance(page, Document):
            is_html = extname(str(page.output_path)) in HTML_EXTENSIONS
            if not self._site.config.settings.get("page_excerpts") or page.generated or not is_html:
                return False
        return bool(self._separator(page))

    def _excerpt(self, page: Page) -> str | None:
        if not self._has_excerpt(page):
            return None
        text = self.excerpt_source(page)
        if self._tracer is not None:
            text = self._traced(self._tracer, page, text)
        if has_liquid(page, text):
            variables = self._payload.of_excerpt(page, is_markdown=self.is_markdown(page))
            source = _source(page, text)
            text = self._engine.page(source).render(variables)
        return self._convert(page, text, quiet=True)


def _source(page: Page, text: str) -> TemplateSource:
    """The body as a template that counts lines as the file does."""
    skipped = page.front_matter.end_line
    return TemplateSource(str(page.path), page.path, "\n" * skipped + text, skipped)


def _circle(page: Page) -> Diagnostic:
    message = _("the excerpt of this page asks for itself, by way of the excerpt of another page")
    hint = _("take one of them out, or give an excerpt in the front matter")
    return Diagnostic(Severity.ERROR, "excerpt-circle", message, page.path, hint=hint)
