"""The Liquid templates of a site: its layouts and includes, parsed as the build parses them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from proactive_ssg.config import Config
from proactive_ssg.content.entry_filter import EntryFilter
from proactive_ssg.errors import Diagnostics, ProblemsError
from proactive_ssg.extensions import Registry
from proactive_ssg.liquid import Block, Environment, Template
from proactive_ssg.model.site import Site
from proactive_ssg.render.layout_folder import LayoutFolder
from proactive_ssg.templates.engine import TemplateSource
from proactive_ssg.templates.filters import filter_table
from proactive_ssg.templates.includes import IncludeFiles
from proactive_ssg.templates.liquid import LiquidEngine, LiquidOptions
from proactive_ssg.templates.tags import JEKYLL_TAGS
from proactive_ssg.templates.tags.failure import TagError

__all__ = ["Source", "Sources", "partial_name"]


def partial_name(file: str) -> str:
    """Where the include ``file`` goes below ``layouts/``."""
    return f"partials/{posixpath.normpath(file).lstrip('/')}"


@dataclass(frozen=True, slots=True)
class Source:
    """One template: ``name`` is its path below ``layouts/`` once it is migrated."""

    name: str
    text: TemplateSource
    template: Template
    is_partial: bool


class Sources:
    """Reads them all; what cannot be read or parsed is in ``problems``, by the name it would get.

    ``registry``: the site's plugins, whose tags and filters templates may use.
    """

    def __init__(self, config: Config, registry: Registry, diagnostics: Diagnostics) -> None:
        site = Site(config, datetime.now(UTC))
        filters = {**filter_table(site, str), **registry.filters}
        tags = {**JEKYLL_TAGS, **registry.tags}
        self._config = config
        self._diagnostics = diagnostics
        self._engine = LiquidEngine(filters, tags, LiquidOptions.of(config.settings), diagnostics)
        self._texts: dict[str, TemplateSource] = {}
        self.found: dict[str, Source] = {}
        self.problems: dict[str, ProblemsError] = {}
        self._read()

    @property
    def environment(self) -> Environment:
        return self._engine.environment

    @property
    def blocks(self) -> frozenset[str]:
        """The names of tags of the host that have an end."""
        return frozenset(name for name, tag in self.environment.tags.items() if issubclass(tag, Block))

    def layouts(self) -> Iterator[Source]:
        """Those that were found and read, in that order; not the includes."""
        yield from (source for source in self.found.values() if not source.is_partial)

    def _read(self) -> None:
        theme, source = self._config.theme, self._config.source
        layouts = [(source / self._config.layouts_dir, source)]
        includes = [source / self._config.includes_dir]
        if theme is not None:
            layouts += [(theme.layouts, theme.root)] if theme.layouts else []
            includes += [theme.includes] if theme.includes else []
        for folder, within in reversed(layouts):
            if folder.is_dir():
                self._read_layouts(folder, within)
        files = IncludeFiles(includes, source, self._config.encoding, self._parsed)
        for name in files.names():
            self._add_include(files, name)

    def _read_layouts(self, root: Path, within: Path) -> None:
        config = self._config
        accepts = EntryFilter.of(config.include, config.exclude)
        folder = LayoutFolder(
            root,
            config.timezone,
            self._diagnostics,
            accepts=lambda name: accepts.accepts("", name, is_dir=False),
            within=within,
        )
        for name in folder.layouts.values():
            try:
                text = folder.file(name).source
                self.found[name] = Source(name, text, self._parsed(text), is_partial=False)
                self.problems.pop(name, None)
            except ProblemsError as error:
                self.problems[name] = error

    def _add_include(self, files: IncludeFiles, name: str) -> None:
        made = partial_name(name)
        try:
            template = files.find(name)
        except ProblemsError as error:
            self.problems[made] = error
            return
        except TagError:
            return  # a link that leads out of the site
        if template is not None:
            self.found[made] = Source(made, self._texts[template.name], template, is_partial=True)

    def _parsed(self, text: TemplateSource) -> Template:
        self._texts[str(text.path)] = text
        return self._engine.parse(text)
