"""From text to HTML in one call."""

from __future__ import annotations

from typing import NamedTuple

from .definitions import Warning
from .html import HtmlConverter
from .options import Options
from .parser import Parser
from .toc import TocHeader

__all__ = ["Result", "convert", "convert_with_headers"]


class Result(NamedTuple):
    """A converted document, and what kramdown would warn about in it."""

    html: str
    warnings: list[Warning]


def convert(text: str, options: Options | None = None) -> Result:
    """Convert one document; ``options`` stay as they are, whatever the document says."""
    return convert_with_headers(text, options)[0]


def convert_with_headers(text: str, options: Options | None = None) -> tuple[Result, list[TocHeader]]:
    """Also the headers that belong in a table of contents."""
    parser = Parser(Options() if options is None else options.copy())
    root = parser.parse(text)
    converter = HtmlConverter(root, parser.options, parser.warnings)
    return Result(converter.convert(), parser.warnings), converter.headers
