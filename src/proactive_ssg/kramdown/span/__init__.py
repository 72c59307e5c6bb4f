"""Spans: what stands inside paragraphs, headers and cells. ``order.py`` says which rules there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proactive_ssg.kramdown.element import Element

from .order import compile_rules, rules_for
from .scanner import Rules, SpanScanner

if TYPE_CHECKING:
    from proactive_ssg.kramdown.parser import Parser

__all__ = ["Rules", "compile_rules", "parse_spans", "rules_for"]


def parse_spans(p: Parser, raw: Element, line: int, rules: Rules) -> list[Element]:
    """The spans of a ``raw_text``, which may change; ``line``: the one of the element it stands in."""
    text: str = raw.value
    first = rules.search(text, 0)
    if first is not None:
        SpanScanner(p, rules, text, line, raw).parse_all(first)
        return raw.children
    if not text:
        return []
    # Plain text: the element becomes the one that it would be replaced by.
    raw.type = "text"
    return [raw]
