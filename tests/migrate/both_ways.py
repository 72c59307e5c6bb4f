"""Templates in memory, rendered as Liquid and, once migrated, as Jinja2."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostics, ProblemsError
from proactive_ssg.liquid import Environment, Template
from proactive_ssg.migrate.layouts import migrated
from proactive_ssg.migrate.sources import Source, partial_name
from proactive_ssg.model.site import Site
from proactive_ssg.templates.engine import TemplateSource
from proactive_ssg.templates.filters import filter_table
from proactive_ssg.templates.jinja import JinjaEngine
from proactive_ssg.templates.jinja_liquid import liquid_function
from proactive_ssg.templates.liquid import LiquidEngine, LiquidOptions
from proactive_ssg.templates.tags import JEKYLL_TAGS
from proactive_ssg.templates.tags.addresses import Addresses
from proactive_ssg.templates.tags.host import REGISTER, TagHost

ROOT = Path("/site")
LAYOUT = "layout.html"


@dataclass
class _Memory:
    """What ``migrated`` asks of the sources of a site."""

    found: dict[str, Source]
    environment: Environment
    blocks: frozenset[str]
    problems: dict[str, ProblemsError]


class BothWays:
    """A layout and its includes; raises ``ProblemsError`` where Liquid refuses them."""

    def __init__(self, layout: str, includes: Mapping[str, str] | None = None) -> None:
        site = Site(Config(ROOT, ROOT / "content", ROOT / "_site", ROOT / "layouts"), datetime.now(UTC))
        filters = filter_table(site, lambda text: f"<p>{text}</p>")
        self._liquid = LiquidEngine(filters, JEKYLL_TAGS, LiquidOptions("lax"), Diagnostics())
        found = {LAYOUT: self._source(LAYOUT, layout, is_partial=False)}
        for name, text in (includes or {}).items():
            made = partial_name(name)
            found[made] = self._source(made, text, is_partial=True)
        memory = _Memory(found, self._liquid.environment, frozenset(("highlight",)), {})
        self.written = migrated(memory)  # type: ignore[arg-type]
        self._found = found
        host = TagHost(self, Addresses(site), lambda code, *_: code, str)  # type: ignore[arg-type]
        self._liquid.registers[REGISTER] = host
        self._jinja = JinjaEngine(self._lookup, found, filters, {"liquid": liquid_function(self._liquid)})

    def _source(self, name: str, text: str, *, is_partial: bool) -> Source:
        source = TemplateSource(name, ROOT / name, text)
        return Source(name, source, self._liquid.parse(source), is_partial)

    def find(self, name: str) -> Template | None:
        """An include, for the tag of Liquid."""
        found = self._found.get(partial_name(name))
        return None if found is None else found.template

    def names(self) -> list[str]:
        return list(self._found)

    def _lookup(self, name: str) -> TemplateSource | None:
        written = self.written.get(name)
        return None if written is None else TemplateSource(name, ROOT / name, written.text)

    @property
    def problems(self) -> list[str]:
        """Why something could not be migrated."""
        return [one.message for each in self.written.values() for one in each.problems]

    @property
    def jinja(self) -> str:
        """The source of the layout, without its mark."""
        return self.written[LAYOUT].text.partition("\n")[2]

    def by_liquid(self, data: Mapping[str, Any]) -> str:
        template = self._found[LAYOUT].template
        return template.render(copy.deepcopy(dict(data)), self._liquid.registers)

    def by_jinja(self, data: Mapping[str, Any]) -> str:
        return self._jinja.template(LAYOUT).render(copy.deepcopy(dict(data)))
