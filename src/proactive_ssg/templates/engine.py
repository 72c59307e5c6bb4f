"""What the render phase asks of a template engine; Jinja2 is one, Liquid will be another.

An engine is given a :data:`Lookup` (name -> source) and never touches the disk itself, so that no
name written in a template can leave the folder of templates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from proactive_ssg.config.folders import LIQUID_MARK
from proactive_ssg.liquid.values import FilterError

__all__ = ["LIQUID_MARK", "Engine", "FilterError", "Lookup", "Template", "TemplateSource"]


class TemplateSource(NamedTuple):
    """A file of templates: ``text`` is all of it, of which ``skipped`` lines are front matter."""

    name: str
    path: Path
    text: str
    skipped: int = 0

    @property
    def body(self) -> str:
        """The text after the front matter."""
        return self.text.split("\n", self.skipped)[-1] if self.skipped else self.text

    @property
    def as_liquid(self) -> bool:
        """Is it a Jinja2 template that wants Liquid's meaning of values?"""
        return LIQUID_MARK in self.text and self.body.startswith(LIQUID_MARK)

    @property
    def unmarked(self) -> str:
        """The body without the mark, whose line writes nothing itself."""
        first, _end, rest = self.body.removeprefix(LIQUID_MARK).partition("\n")
        return first.rstrip("\r") + rest

    def line(self, number: int) -> str:
        """Line ``number`` of the file (1-based), or nothing where there is no such line."""
        lines = self.text.split("\n")
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""


Lookup = Callable[[str], TemplateSource | None]


class Template(Protocol):
    """A compiled template."""

    def render(self, variables: Mapping[str, Any]) -> str:
        """The output; raises :class:`ProblemsError`."""
        ...


class Engine(Protocol):
    """Compiles each template once, by name."""

    def template(self, name: str) -> Template:
        """The template of that name; raises :class:`ProblemsError`."""
        ...
