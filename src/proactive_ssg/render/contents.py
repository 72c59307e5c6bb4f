"""The HTML of pages before any layout: each converted once, whoever asks first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostic, Diagnostics, Severity
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.render.liquid_notice import liquid_notice
from proactive_ssg.render.markdown import MarkdownConverter

__all__ = ["PageContents"]

# A link definition that the rest of a page makes for its excerpt (lib/jekyll/excerpt.rb).
_LINK_DEFINITION = re.compile(r"^ {0,3}(\[[^\]\n]+\])(:.+)$", re.M)
# kramdown counts in the body; the diagnostic has the line of the file.
_LINE = re.compile(r" \(line [0-9]+\)| on line [0-9]+")
# Warnings about text that is lost or HTML that the browser repairs in its own way are always worth
# reading; the others are shown where ``show_warnings`` asks for them, as in Jekyll.
_MATTERS = re.compile(r"end tag|closing tag|HTML tag|Footnote definition for .* not found|IAL|option")


class PageContents:
    """Implements :class:`~proactive_ssg.templates.drops.Contents`; problems go into ``diagnostics``."""

    def __init__(self, config: Config, markdown: MarkdownConverter, diagnostics: Diagnostics) -> None:
        self._config = config
        self._markdown = markdown
        self._diagnostics = diagnostics
        self._extensions = frozenset(f".{extension.lower()}" for extension in config.markdown_ext)
        self._html: dict[int, str] = {}

    def is_markdown(self, page: Page) -> bool:
        return page.path.suffix.lower() in self._extensions

    def html(self, page: Page) -> str:
        """The page without layout: Markdown converted, everything else as it is."""
        found = self._html.get(id(page))
        if found is None:
            found = self._html[id(page)] = self._converted(page)
        return found

    def _converted(self, page: Page) -> str:
        self._diagnostics.extend(liquid_notice(page))
        if not self.is_markdown(page):
            return page.body
        result = self._markdown.convert(page.body)
        if result.warnings:
            self._diagnostics.extend(self._warnings(page, result.warnings))
        return result.html

    def excerpt(self, page: Page) -> str | None:
        """The first paragraph of a document, or what stands before ``excerpt_separator``, as HTML."""
        settings = self._config.settings
        if not isinstance(page, Document) and not settings.get("page_excerpts"):
            return None
        separator = page.data.get("excerpt_separator") or settings.get("excerpt_separator", "\n\n")
        if not separator:
            return None
        head, _, tail = page.body.partition(str(separator))
        definitions = ["".join(found) for found in _LINK_DEFINITION.findall(tail) if found[0] in head]
        text = "\n\n".join((head, "\n".join(definitions))) if definitions else head
        return self._markdown.convert(text).html if self.is_markdown(page) else text

    def _warnings(self, page: Page, warnings: Iterable[tuple[int, str]]) -> Iterable[Diagnostic]:
        all_of_them = bool(self._config.kramdown.get("show_warnings"))
        lines = page.body.split("\n")
        for line, message in warnings:
            if all_of_them or _MATTERS.search(message):
                text = lines[line - 1] if 0 < line <= len(lines) else ""
                number = page.front_matter.end_line + line if line else 0
                column = len(text) - len(text.lstrip()) + 1 if text else 0
                said = _LINE.sub("", message)
                yield Diagnostic(
                    Severity.WARNING, "kramdown", said, page.path, number, column, source_line=text
                )
