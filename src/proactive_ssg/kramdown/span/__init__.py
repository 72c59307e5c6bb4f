"""Spans: what stands inside paragraphs, headers and cells. ``order.py`` says which rules there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proactive_ssg.kramdown.element import Element

from .order import compile_rules, rules_for
from .scanner import Rules, SpanScanner

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

__all__ = ["Rules", "compile_rules", "parse_spans", "rules_for"]


def parse_spans(p: Parser, el: Element, rules: Rules) -> None:
    """Parse what is left of the parser's string as spans, into ``el``."""
    src, pos = p.src, p.pos
    first = rules.search(src, pos)
    if first is not None:
        SpanScanner(p, rules).parse_all(el, first)
    elif pos < len(src):
        el.children.append(Element("text", src[pos:], el.line))
    p.pos = len(src)
