"""The text of one expression becomes a node (Liquid's ``expression.rb``, ``variable_lookup.rb``)."""

from __future__ import annotations

import re

from proactive_ssg.i18n import _
from proactive_ssg.liquid.errors import LiquidError
from proactive_ssg.liquid.nodes import (
    Blank,
    Empty,
    Expression,
    FalseLiteral,
    FloatLiteral,
    IntegerLiteral,
    Lookup,
    Nil,
    RangeLiteral,
    StringLiteral,
    Token,
    TrueLiteral,
)

__all__ = ["SPACE", "parse_expression", "to_float", "to_integer"]

SPACE = " \t\r\n\f\v\0"  # what Ruby's strip takes away
MAX_NESTING = 20
MAX_DIGITS = 4000

_INTEGER = re.compile(r"-?\d+\Z", re.ASCII)
_FLOAT = re.compile(r"-?\d[\d.]+\Z", re.ASCII)
_LEADING_INTEGER = re.compile(r"\s*([+-]?\d+(?:_\d+)*)", re.ASCII)
_LEADING_FLOAT = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_PARTS = re.compile(r"\[[^\]]+\]|[\w-]+\??", re.ASCII)
_WORDS = re.compile(r"[\w-]+\??", re.ASCII)
_BRACKETS = re.compile(r"[\[\]]|[\w-]+\??", re.ASCII)
_BLANKS = re.compile(r"\s")


def parse_expression(markup: str, token: Token, dialect: int, depth: int = 0) -> Expression:
    """The node for what stands in a template as one value; it takes anything, as Ruby does."""
    if depth > MAX_NESTING:
        raise LiquidError(_("the expression is nested too deep"))
    if dialect >= 5:
        markup = markup.strip(SPACE)
    word = _word(markup, token)
    if word is not None:
        return word
    if len(markup) > 1 and markup[0] == markup[-1] and markup[0] in "'\"":
        return StringLiteral(token, markup[1:-1])
    if _INTEGER.match(markup):
        return IntegerLiteral(token, to_integer(markup))
    bounds = _range(markup, dialect)
    if bounds:
        return _range_node(bounds, token, dialect, depth)
    if _FLOAT.match(markup):
        return FloatLiteral(token, to_float(markup))
    return _lookup(markup, token, dialect, depth)


def _word(markup: str, token: Token) -> Expression | None:
    if markup in ("", "nil", "null"):
        return Nil(token)
    if markup == "true":
        return TrueLiteral(token)
    if markup == "false":
        return FalseLiteral(token)
    if markup == "empty":
        return Empty(token)
    return Blank(token) if markup == "blank" else None


def _range(markup: str, dialect: int) -> tuple[str, str] | None:
    """The two ends of ``(a..b)``; Ruby 4 takes no spaces in it."""
    if len(markup) < 6 or markup[0] != "(" or markup[-1] != ")":
        return None
    inner = markup[1:-1]
    if dialect >= 5:
        inner = inner.strip(SPACE)
    at = inner.rfind("..", 1, len(inner) - 1)
    if at < 0:
        return None
    first, last = inner[:at], inner[at + 2 :]
    if dialect >= 5:
        first, last = first.strip(SPACE), last.strip(SPACE)
    if not first or not last or _BLANKS.search(first) or _BLANKS.search(last):
        return None
    return first, last


def _range_node(bounds: tuple[str, str], token: Token, dialect: int, depth: int) -> RangeLiteral:
    first, last = (parse_expression(bound, token, dialect, depth + 1) for bound in bounds)
    return RangeLiteral(token, first, last)


def _lookup(markup: str, token: Token, dialect: int, depth: int) -> Expression:
    after = markup.rfind("]") + 1
    if dialect >= 5:
        parts = _nested(markup)
    else:
        parts = _PARTS.findall(markup, 0, after) + _WORDS.findall(markup, after)
    if not parts:
        return Lookup(token, "", ())
    nodes = [
        parse_expression(part[1:-1], token, dialect, depth + 1) if part[0] == "[" else part for part in parts
    ]
    return Lookup(token, nodes[0], tuple(nodes[1:]))


def _nested(markup: str) -> list[str]:
    """As ``_PARTS``, with brackets in brackets."""
    parts: list[str] = []
    depth = start = 0
    for match in _BRACKETS.finditer(markup):
        text = match[0]
        if text == "[":
            start = match.start() if depth == 0 else start
            depth += 1
        elif text == "]" and depth:
            depth -= 1
            if depth == 0:
                parts.append(markup[start : match.end()])
        elif depth == 0 and text != "]":
            parts.append(text)
    return [part for part in parts if part != "[]"]


def to_integer(text: str) -> int:
    """Ruby's ``String#to_i``: the digits at the front, or 0."""
    match = _LEADING_INTEGER.match(text)
    if match is None:
        return 0
    digits = match[1].replace("_", "")
    if len(digits) > MAX_DIGITS:
        raise LiquidError(_("the number is too long"))
    return int(digits)


def to_float(text: str) -> float:
    """Ruby's ``String#to_f`` on what looks like a number: ``1.2.3`` is 1.2."""
    match = _LEADING_FLOAT.match(text)
    return float(match[0]) if match else 0.0
