"""Typographic quotes, dashes and ellipses alone (Jekyll's ``converters/smartypants.rb``).

HTML and entities are understood, nothing else of Markdown is, and there are no paragraphs.
"""

from __future__ import annotations

import re
from typing import Final

from .block import BlockRules, block_html
from .html import HtmlConverter
from .options import Options
from .parser import Parser
from .span import html, html_entity, smart_quotes, typographic_syms
from .span.order import compile_rules

__all__ = ["smartify"]

_PLAIN: Final = re.compile(r"[^'\"&<>.\-\r]*")
_LINE_ENDS: Final = re.compile(r"\r\n?")
_SPANS = (smart_quotes, html_entity, typographic_syms, html)


def smartify(text: str, options: Options | None = None) -> str:
    """``text`` with typographic characters; block HTML keeps what is inside as it is."""
    text = _LINE_ENDS.sub("\n", text).removesuffix("\n")
    if _PLAIN.fullmatch(text):
        return text
    options = Options() if options is None else options.copy()
    options.input = "kramdown"
    parser = Parser(options)
    parser.block_rules = BlockRules((block_html.FIRST, block_html.parse), (None, _line), text=_line)
    parser.span_rules = compile_rules(_SPANS)
    # Not the loop of blocks: that one would see indented code.
    parser.reset_env(f"{text}\n", 1, parser.root)
    while parser.pos < len(parser.src):
        if not block_html.parse(parser):
            _line(parser)
    parser.update_tree(parser.root)
    return HtmlConverter(parser.root, options, parser.warnings).convert().removesuffix("\n")


def _line(parser: Parser) -> bool:
    """The rest of the line as text."""
    end = parser.src.find("\n", parser.pos) + 1 or len(parser.src)
    parser.add_text(parser.src[parser.pos : end], parser.tree)
    parser.pos = end
    return True
