"""What the pages of one site share: engines, layouts, filters, and what templates see."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proactive_ssg import __version__
from proactive_ssg.content.entry_filter import EntryFilter
from proactive_ssg.errors import Diagnostic, Diagnostics, ProblemsError, Severity
from proactive_ssg.extensions import Registry
from proactive_ssg.fingerprint import fingerprint
from proactive_ssg.liquid import Template as LiquidParsed
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.render.code_blocks import highlight_code, plain_code
from proactive_ssg.render.contents import PageContents
from proactive_ssg.render.conversion import Conversion
from proactive_ssg.render.layout_folder import LayoutFolder
from proactive_ssg.render.layouts import Layouts, LayoutStep
from proactive_ssg.render.markdown import MarkdownConverter, Recall
from proactive_ssg.render.order import Order
from proactive_ssg.templates.engine import Template, TemplateSource
from proactive_ssg.templates.filters import Filter, filter_table
from proactive_ssg.templates.includes import IncludeFiles
from proactive_ssg.templates.liquid import LiquidEngine, LiquidOptions
from proactive_ssg.templates.payload import Payload
from proactive_ssg.templates.profile import REGISTER as PROFILE
from proactive_ssg.templates.profile import Profile
from proactive_ssg.templates.site_drops import SiteDrops
from proactive_ssg.templates.tags import JEKYLL_TAGS, TagHost
from proactive_ssg.templates.tags.addresses import Addresses
from proactive_ssg.templates.tags.host import REGISTER
from proactive_ssg.templates.tags.page_dependence import PageDependence, cached_names

if TYPE_CHECKING:
    from proactive_ssg.render.tracing import Tracer
    from proactive_ssg.templates.jinja import JinjaEngine

__all__ = ["Workshop"]


class Workshop:
    """Made once for a build; raises :class:`ProblemsError` where the configuration is wrong.

    ``output_of(page, html)`` renders the layouts of a page: ``page.output`` in another page asks for it.
    ``tracer``: marks the texts of templates and pages with where they were written.
    """

    def __init__(
        self,
        site: Site,
        registry: Registry,
        diagnostics: Diagnostics,
        *,
        order: Order,
        output_of: Callable[[Page, str], str],
        recall: Recall | None,
        tracer: Tracer | None = None,
    ) -> None:
        self._site = site
        self._diagnostics = diagnostics
        self._tracer = tracer
        config = site.config
        markdown = MarkdownConverter(config, recall) if tracer is None else tracer.converter(config)
        self.markdown = markdown
        conversion = Conversion(config, markdown, registry)
        self.conversion = conversion
        self._order = order
        journal = self._journal = registry.journal
        self.contents = PageContents(site, registry, conversion, diagnostics, order, tracer=tracer)
        drops = self._drops = SiteDrops(site, self.contents, journal)
        self._jinja_drops = SiteDrops(site, self.contents, journal, jinja=True)
        self.payload = Payload(site, drops)
        self._standard = frozenset((*self.payload.shared, "page"))
        filters: dict[str, Filter] = {
            **filter_table(site, markdown.html, markdown.smart, journal),
            **registry.filters,
        }
        self._liquid = LiquidEngine(filters, _tags(registry), LiquidOptions.of(config.settings), diagnostics)
        self._folders = _layout_folders(site, diagnostics)
        jinja = [each for each in self._folders if not each.is_liquid]
        self._jinja = self._jinja_engine(jinja, filters) if jinja else None
        self.layouts = Layouts(self._folders, site.layouts, diagnostics, journal)
        self._liquid.registers.update(site=registry.noted(site), **{REGISTER: self._host(filters)})
        self.contents.bind(self._liquid, self.payload, self.layouts, output_of)

    def _jinja_engine(self, folders: Sequence[LayoutFolder], filters: Mapping[str, Filter]) -> JinjaEngine:
        """One engine for all folders: what a theme's layout extends or includes may be the site's own."""
        # Here, and not above: sites that are all Liquid do without Jinja2.
        from proactive_ssg.templates.jinja import JinjaEngine
        from proactive_ssg.templates.jinja_liquid import liquid_function

        variables = {
            "site": self._jinja_drops.site,
            "proactive": {"version": __version__, "environment": self._site.config.environment},
            "paginator": None,
        }
        paths = {name: path for folder in reversed(folders) for name, path in folder.paths.items()}

        tracer = self._tracer

        def lookup(name: str) -> TemplateSource | None:
            source = next((found for each in folders if (found := each.lookup(name)) is not None), None)
            return source if tracer is None else tracer.jinja(source)

        engine = JinjaEngine(lookup, paths, filters, variables, self._journal)
        engine.environment.globals["liquid"] = liquid_function(self._liquid)
        return engine

    def _host(self, filters: Mapping[str, Filter]) -> TagHost:
        config = self._site.config
        theme = config.theme
        folders = [config.source / config.includes_dir]
        if theme is not None and theme.includes is not None:
            folders.append(theme.includes)
        liquid, journal = self._liquid, self._journal
        self.includes = IncludeFiles(folders, config.source, config.encoding, self._parsed_include, journal)
        highlighted = config.settings.get("highlighter", "rouge") in ("rouge", "pygments")
        highlight = highlight_code if highlighted else plain_code
        relative_url = filters["relative_url"]
        self._page_dependence = PageDependence(self.includes.text_of)
        self.addresses = Addresses(self._site, journal)
        return TagHost(
            self.includes,
            self.addresses,
            highlight,
            relative_url,
            config.collections_dir,
            self._warn,
            shows_page=self._page_dependence.of,
            tell_about=liquid.tell_about,
            journal=journal,
        )

    def _parsed_include(self, source: TemplateSource) -> LiquidParsed:
        return self._liquid.parse(source if self._tracer is None else self._tracer.include(source))

    def chain_text(self, name: str) -> str:
        """The fingerprint of the chain of layouts that ``name`` begins: all their texts."""
        with self._unheard():
            try:
                chain = self.layouts.chain(name)
            except ProblemsError as error:
                return fingerprint(error.diagnostics)
            steps = chain or ()
            return fingerprint([(step.template, step.data, step.own, _whole(step.source)) for step in steps])

    def template_text(self, name: str) -> str:
        """The fingerprint of the Jinja2 template ``name``, be there one or not."""
        with self._unheard():
            try:
                source = self._template_source(name)
            except ProblemsError as error:
                return fingerprint(error.diagnostics)
            return fingerprint(None if source is None else _whole(source))

    def _template_source(self, name: str) -> TemplateSource | None:
        found = (folder.lookup(name) for folder in self._folders if not folder.is_liquid)
        return next((each for each in found if each is not None), None)

    def included(self) -> Iterator[Path]:
        """The files that the page under way has included so far, in the order of their names."""
        for kind, *words in sorted(self._journal.asked):
            path: str | Path | None = None
            if kind == "include":
                path = self.includes.path_of(words[0])
            elif kind == "beside":
                path = self.includes.path_beside(words[0], words[1])
            elif kind == "template":
                with self._unheard(), contextlib.suppress(ProblemsError):
                    source = self._template_source(words[0])
                    path = None if source is None else source.path
            if path is not None:
                yield Path(path)

    @contextlib.contextmanager
    def _unheard(self) -> Iterator[None]:
        """What is odd about a file is told to the pages that have it, not to whoever looks at it."""
        before = len(self._diagnostics.items)
        with self._journal.page():
            yield
        del self._diagnostics.items[before:]

    @property
    def keeps_order(self) -> bool:
        """Does what a page shows depend on which page was rendered first (an include that is cached)?"""
        if "include_cached" not in self._liquid.environment.tags:
            return False
        paths = (path for each in self._folders for path in each.paths.values())
        layouts = (path.read_text("utf-8", "replace") for path in paths)
        texts = (*layouts, *self.includes.texts(), *(page.body for page in self._order.pages))
        return any(map(self._page_dependence.of, cached_names(texts)))

    def measure(self, profile: Profile) -> None:
        """Measure the Liquid templates from now on."""
        self._liquid.registers[PROFILE] = profile

    def _warn(self, code: str, message: str, hint: str) -> None:
        self._diagnostics.add(Diagnostic(Severity.WARNING, code, message, hint=hint))

    def variables(self, page: Page) -> dict[str, Any]:
        """The variables of the Liquid layouts of ``page``."""
        return self.payload.of(page, None, is_markdown=self.contents.is_markdown(page))

    def jinja_variables(self, page: Page, given: Mapping[str, Any] | None) -> dict[str, Any]:
        """The variables of its Jinja2 layouts; ``given``: those of its hooks, which may have added some."""
        self._jinja_drops.site.current = page
        variables: dict[str, Any] = {"page": self._jinja_drops.page(page)}
        for source in (self.payload.shared, given or {}):
            variables |= {name: value for name, value in source.items() if name not in self._standard}
        if page.paginator is not None:
            variables["paginator"] = self._jinja_drops.shown(page.paginator)
        return variables

    def layout(self, step: LayoutStep) -> Template:
        """The compiled layout, by the engine of its language; raises ProblemsError."""
        if step.is_liquid or self._jinja is None:
            source = step.source
            return self._liquid.layout(source if self._tracer is None else self._tracer.liquid(source))
        return self._jinja.template(step.template)


def _whole(source: TemplateSource) -> tuple[str, str]:
    return str(source.path), source.text


def _tags(registry: Registry) -> dict[str, Any]:
    return {**JEKYLL_TAGS, **registry.tags}


def _layout_folders(site: Site, diagnostics: Diagnostics) -> list[LayoutFolder]:
    """Where layouts are looked for: ``layouts/``, ``_layouts/``, then the theme's, in the same order."""
    config = site.config
    zone, theme = config.timezone, config.theme
    accepts = EntryFilter.of(config.include, config.exclude)
    liquid = config.source / config.layouts_dir
    templates: list[tuple[Path, bool, Path]] = []
    if config.templates_dir != liquid:
        templates.append((config.templates_dir, False, config.templates_dir))
    templates.append((liquid, True, config.source))
    if theme is not None:
        templates += [(theme.templates, False, theme.root)] if theme.templates else []
        templates += [(theme.layouts, True, theme.root)] if theme.layouts else []
    return [
        LayoutFolder(
            folder,
            zone,
            diagnostics,
            accepts=(lambda name: accepts.accepts("", name, is_dir=False)) if is_liquid else None,
            within=within,
        )
        for folder, is_liquid, within in templates
        if folder.is_dir()
    ]
