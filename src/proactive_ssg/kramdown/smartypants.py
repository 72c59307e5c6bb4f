"""Typographic quotes, dashes and ellipses alone (Jekyll's ``converters/smartypants.rb``)."""

from __future__ import annotations

from .element import Element
from .html import HtmlConverter
from .options import Options
from .parser import Parser
from .span import html, html_entity, smart_quotes, typographic_syms
from .span.order import compile_rules

__all__ = ["smartify"]

_RULES = (smart_quotes, html_entity, typographic_syms, html)


def smartify(text: str, options: Options | None = None) -> str:
    """``text`` as one run of spans: no blocks, no emphasis, HTML stays."""
    options = Options() if options is None else options.copy()
    options.input = "kramdown"
    parser = Parser(options)
    parser.span_rules = compile_rules(_RULES)
    parser.root.children.append(Element("raw_text", f"{text}\n", line=1))
    parser.update_tree(parser.root)
    return HtmlConverter(parser.root, parser.options, parser.warnings).convert().removesuffix("\n")
