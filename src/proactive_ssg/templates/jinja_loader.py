"""What Jinja2 reads: the sources that the lookup knows, each in the environment that it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2 import Template as CompiledTemplate

from proactive_ssg.templates.engine import Lookup, TemplateSource

__all__ = ["TemplateLoader"]


class TemplateLoader(BaseLoader):
    """Gives Jinja2 the sources that the lookup knows, and remembers which file is which."""

    def __init__(self, lookup: Lookup, names: Iterable[str]) -> None:
        self.lookup = lookup
        self.names = names
        self.sources: dict[str, TemplateSource] = {}
        self.plain: Environment | None = None
        self.as_liquid: Callable[[], Environment] | None = None

    def load(
        self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> CompiledTemplate:
        """The template in the environment that its first line asks for, whoever includes it."""
        source = self.lookup(name)
        if source is not None and self.plain is not None and self.as_liquid is not None:
            environment = self.as_liquid() if source.as_liquid else self.plain
        return super().load(environment, name, globals)

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 (Jinja2's signature)
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        source = self.lookup(template)
        if source is None:
            raise TemplateNotFound(template)
        filename = str(source.path)
        self.sources[filename] = source
        if source.as_liquid:
            mark = "{#" + "\n" * (source.skipped + 1) + "#}"
            return mark + source.unmarked, filename, lambda: True
        # A comment as long as the front matter: Jinja2 then counts lines as the editor does, and
        # ``trim_blocks`` takes away the line end that follows it.
        padding = "{#" + "\n" * (source.skipped - 1) + "#}\n" if source.skipped else ""
        return padding + source.body, filename, lambda: True

    def list_templates(self) -> list[str]:
        return sorted(self.names)
