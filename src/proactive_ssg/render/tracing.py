"""Rendering that tells where each element of a page was written: for the audit, and for few pages.

A :class:`Tracer` given to the renderer of pages puts marks into what is compiled and converted; what comes
out of it is the page as ever, with an attribute more on its elements.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from proactive_ssg.config import Config
from proactive_ssg.kramdown import Result
from proactive_ssg.kramdown.trace import convert_traced
from proactive_ssg.model.page import Page
from proactive_ssg.render.markdown import MarkdownConverter
from proactive_ssg.render.marks import (
    ATTRIBUTE,
    JINJA,
    LIQUID,
    Syntax,
    marked,
    unmarked,
    with_attributes,
)
from proactive_ssg.templates.engine import TemplateSource

__all__ = ["ATTRIBUTE", "Origin", "Tracer"]


class Origin(NamedTuple):
    """A place in a file, as an editor counts."""

    path: Path
    line: int
    column: int


class Tracer:
    """Marks the texts of one site; ``origins`` are what the numbers of the marks mean."""

    def __init__(self) -> None:
        self.origins: list[Origin] = []
        self.texts: dict[Path, str] = {}
        """Every template that was compiled, as it is written."""
        self._numbers: dict[Origin, int] = {}
        self._templates: dict[tuple[Path, int], TemplateSource] = {}

    def origin(self, number: str) -> Origin | None:
        """What a mark means; None for a number that is none of ours."""
        known = number.isdecimal() and len(number) < 10 and int(number) < len(self.origins)
        return self.origins[int(number)] if known else None

    # -- templates -------------------------------------------------------------------------------

    def liquid(self, source: TemplateSource) -> TemplateSource:
        """A layout of Liquid."""
        return self._template(source, LIQUID)

    def jinja(self, source: TemplateSource | None) -> TemplateSource | None:
        """A template of Jinja2, if there is one."""
        return None if source is None else self._template(source, JINJA)

    def include(self, source: TemplateSource) -> TemplateSource:
        """A file that Liquid includes; where it is more than the value of something, by lines too."""
        text = source.body
        return self._template(source, LIQUID, lines="](" in text or "<" in text)

    def _template(self, source: TemplateSource, syntax: Syntax, *, lines: bool = False) -> TemplateSource:
        key = source.path, id(syntax)
        known = self._templates.get(key)
        if known is None:
            self.texts[source.path] = source.text
            body = source.body
            before = source.text[: len(source.text) - len(body)]
            number = self._number(source.path, source.skipped, body)
            known = source._replace(text=before + marked(body, number, syntax, lines=lines))
            self._templates[key] = known
        return known

    # -- pages -----------------------------------------------------------------------------------

    def page(self, page: Page, text: str, *, is_markdown: bool, is_liquid: bool) -> str:
        """The text of a page before Liquid, which a plugin may have changed."""
        number = self._number(page.path, page.front_matter.end_line, text, page.body)
        return marked(text, number, LIQUID if is_liquid else None, lines=is_markdown)

    def converter(self, config: Config) -> MarkdownConverter:
        return _TracedMarkdown(config)

    def finished(self, html: str) -> str:
        """The page as its hooks and repairs see it."""
        return with_attributes(html)

    def _number(
        self, path: Path, skipped: int, text: str, written: str | None = None
    ) -> Callable[[int], int]:
        """From a position in ``text`` to the number of its place in ``path``.

        ``written``: what the file has, if that is not ``text``: lines are then looked for in it.
        """
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        known = None if written is None or text.startswith(written) else _same_lines(text, written)

        def number(position: int) -> int:
            line = bisect_right(starts, position)
            column = position - starts[line - 1] + 1
            origin = (
                Origin(path, skipped + line, column)
                if known is None
                else Origin(path, skipped + known[line - 1], 0)
            )
            found = self._numbers.get(origin)
            if found is None:
                found = self._numbers[origin] = len(self.origins)
                self.origins.append(origin)
            return found

        return number


def _same_lines(text: str, written: str) -> list[int]:
    """The line of ``written`` that each line of ``text`` is; the one before, for what is new."""
    places: dict[str, list[int]] = {}
    for number, line in enumerate(written.split("\n"), 1):
        places.setdefault(line.strip(), []).append(number)
    found: list[int] = []
    last = 1
    for line in text.split("\n"):
        later = [place for place in places.get(line.strip(), ()) if place >= last] if line.strip() else ()
        last = later[0] if later else last
        found.append(last)
    return found


class _TracedMarkdown(MarkdownConverter):
    """Converts a text without its marks, and puts on the elements what they said."""

    def convert(self, text: str) -> Result:
        text, lines = unmarked(text)
        if lines is None:
            return super().convert(text)
        return convert_traced(text, self._options, ATTRIBUTE, lines.source_of)
