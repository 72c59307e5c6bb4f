"""From the text of a page to that of its output: Markdown, and what plugins convert, by extension."""

from __future__ import annotations

from proactive_ssg.config import Config
from proactive_ssg.errors import ProblemsError
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.extensions.marks import is_known
from proactive_ssg.extensions.protocols import Converter
from proactive_ssg.journal import ANYTHING
from proactive_ssg.kramdown import Result
from proactive_ssg.model.page import Page
from proactive_ssg.model.slugs import extname
from proactive_ssg.render.markdown import MarkdownConverter

__all__ = ["Conversion"]


class _Markdown:
    """Markdown among the converters of the registry, so that theirs run before or after it."""

    def __init__(self, config: Config, markdown: MarkdownConverter) -> None:
        self._extensions = frozenset(f".{extension.lower()}" for extension in config.markdown_ext)
        self._markdown = markdown

    def matches(self, extension: str) -> bool:
        return extension.lower() in self._extensions

    def output_extension(self, extension: str) -> str:  # noqa: ARG002 (the protocol's)
        return ".html"

    def convert(self, text: str) -> str:
        return self._markdown.html(text)


class Conversion:
    """The converters of one build."""

    def __init__(self, config: Config, markdown: MarkdownConverter, registry: Registry) -> None:
        self._kramdown = markdown
        self._markdown = _Markdown(config, markdown)
        self._registry = registry
        registry.converter(self._markdown, Priority.LOW)

    def is_markdown(self, page: Page) -> bool:
        return self._markdown.matches(extname(page.relative_path.name))

    def is_shared(self, page: Page) -> bool:
        """Has the page a converter that makes more than its text (a stylesheet's map), or may do so?"""
        others = (each for each in self._of(page) if each is not self._markdown)
        return any(hasattr(each, "convert_page") or not is_known(type(each)) for each in others)

    def pause(self) -> None:
        """What converters run beside this process may end; it begins again when it is needed."""
        for converter in self._registry.converters:
            if (pause := getattr(converter, "pause", None)) is not None:
                pause()

    def _of(self, page: Page) -> tuple[Converter, ...]:
        return self._registry.converters_for(extname(page.relative_path.name))

    def convert(self, page: Page, text: str) -> Result | str:
        """The text converted; kramdown's own result where Markdown is all there is to it.

        Raises :class:`ProblemsError`; without diagnostics where a plugin failed, which has been told.
        """
        converters = self._of(page)
        if converters == (self._markdown,):
            return self._kramdown.convert(text)
        for converter in converters:
            if converter is self._markdown:
                text = self._kramdown.convert(text).html
                continue
            if not is_known(type(converter)):
                self._registry.journal.note(*ANYTHING)
            of_page = getattr(converter, "convert_page", None)
            if of_page is not None:
                converted = self._registry.text(of_page, page, text)
            else:
                converted = self._registry.text(converter.convert, text)
            if converted is None:
                raise ProblemsError
            text = converted
        return text
