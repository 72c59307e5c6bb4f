"""What stands inside tags and outputs becomes nodes: strictly, then as Ruby's lax parser reads it.

The rules are those of ``variable.rb`` and ``tags/if.rb``. The patterns are written so that none of them
takes more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import TypeVar

from proactive_ssg.i18n import _
from proactive_ssg.liquid.errors import LiquidError
from proactive_ssg.liquid.expressions import SPACE, parse_expression
from proactive_ssg.liquid.nodes import (
    ContainsExpression,
    EqExpression,
    Expression,
    Filter,
    FilteredExpression,
    GeExpression,
    GtExpression,
    KeywordArgument,
    LeExpression,
    LogicalAndExpression,
    LogicalOrExpression,
    LtExpression,
    NeExpression,
    Nil,
    PositionalArgument,
    Token,
    Unknown,
)
from proactive_ssg.liquid.strict import END, StrictError, StrictParser

__all__ = ["FRAGMENT", "MarkupParser", "lax", "lax_attributes"]

T = TypeVar("T")
MAX_CONDITIONS = 500
MAX_TURNS = 50  # between and, or: each is a pair of parentheses in Python, which nests 200

FRAGMENT = r"""(?:"[^"]*"|'[^']*'|(?:[^\s,|'"]|"[^"]*"|'[^']*')+)"""
_NAMED = re.compile(rf"(\w++)\s*+:\s*({FRAGMENT})\Z", re.ASCII)
# What only the lax grammar needs: compiled when it is first asked.
_VALUE = rf"({FRAGMENT})((?s:.*))"
_FILTER_LIST = r"\|\s*((?s:.*))"
_FILTERS = rf"(?:\s+|{FRAGMENT}|,)+"
_FILTER_NAME = r"\w+"
_FILTER_ARGUMENTS = rf"[:,]\s*((?:\w++\s*+:\s*)?{FRAGMENT})"
_OPERATOR = r"\b(?:\s?and\s?|\s?or\s?)\b"
_CONDITIONS = rf"(?:{_OPERATOR}|(?:\s*(?!{_OPERATOR})(?:{FRAGMENT}|\S+)\s*)+)"
_COMPARISON = rf"({FRAGMENT})\s*([=!<>a-z_]+)?\s*({FRAGMENT})?"

_COMPARE: dict[str, type] = {
    "==": EqExpression, "!=": NeExpression, "<>": NeExpression, "<": LtExpression, ">": GtExpression,
    "<=": LeExpression, ">=": GeExpression, "contains": ContainsExpression,
}  # fmt: skip


@cache
def lax_attributes(dialect: int) -> re.Pattern[str]:
    """``name: value``, as the lax grammar finds them in the markup of a tag."""
    name = r"(?<!\w)(\w++)" if dialect == 4 else r"(?<![\w-])(\w[\w-]*+)"
    return re.compile(rf"{name}\s*+:\s*({FRAGMENT})", re.ASCII)


@cache
def lax(pattern: str) -> re.Pattern[str]:
    """A pattern of the lax grammar, compiled when it is first asked."""
    return re.compile(pattern, re.ASCII)


class MarkupParser:
    """Parses under one error mode; ``warn`` receives what only the lax parser took."""

    def __init__(self, error_mode: str, dialect: int, warn: Callable[[str, Token], None]) -> None:
        self.error_mode = error_mode
        self.dialect = dialect
        self._warn = warn

    def value(self, markup: str, token: Token) -> Expression:
        return parse_expression(markup, token, self.dialect)

    def filtered(self, markup: str, token: Token) -> FilteredExpression:
        """``value | filter: argument, name: argument``; dialect 5 is strict first in the lax mode too."""
        both = self.dialect >= 5 and self.error_mode == "lax"
        return self.choose(
            lambda: self._strict_filtered(markup, token),
            lambda: self._lax_filtered(markup, token),
            markup,
            token,
            always_strict=both,
        )

    def condition(self, markup: str, token: Token) -> Expression:
        """``a == b and c``, grouped from the right."""
        return self.choose(
            lambda: self._strict_condition(markup, token),
            lambda: self._lax_condition(markup, token),
            markup,
            token,
        )

    def choose(
        self,
        strict: Callable[[], T],
        lax: Callable[[], T],
        markup: str,
        token: Token,
        always_strict: bool = False,
    ) -> T:
        """``ParserSwitching``: strict, lax, or strict and then lax with a warning."""
        if self.error_mode == "lax" and not always_strict:
            return lax()
        try:
            return strict()
        except StrictError as error:
            text = _("{problem} in “{markup}”").format(problem=error, markup=markup.strip(SPACE)[:200])
            if self.error_mode == "strict":
                raise LiquidError(text) from None
            if self.error_mode == "warn":
                self._warn(text, token)
            return lax()

    def parser(self, markup: str) -> StrictParser:
        return StrictParser(markup, self.dialect)

    def _strict_filtered(self, markup: str, token: Token) -> FilteredExpression:
        parser = self.parser(markup)
        if self.dialect >= 5 and parser.look(END):
            return FilteredExpression(token, Nil(token), [])
        left = self.value(parser.expression(), token)
        filters: list[Filter] = []
        while parser.accept("pipe") is not None:
            name = parser.consume("id")
            arguments: list[str] = []
            if parser.accept("colon") is not None:
                arguments.append(parser.argument())
                while parser.accept("comma") is not None:
                    arguments.append(parser.argument())
            filters.append(self._filter(name, arguments, token))
        parser.consume(END)
        return FilteredExpression(token, left, filters)

    def _lax_filtered(self, markup: str, token: Token) -> FilteredExpression:
        match = lax(_VALUE).search(markup)
        if match is None:
            return FilteredExpression(token, Nil(token), [])
        filters: list[Filter] = []
        rest = lax(_FILTER_LIST).search(match[2])
        for text in lax(_FILTERS).findall(rest[1]) if rest else ():
            name = lax(_FILTER_NAME).search(text)
            if name:
                filters.append(self._filter(name[0], lax(_FILTER_ARGUMENTS).findall(text), token))
        return FilteredExpression(token, self.value(match[1], token), filters)

    def _filter(self, name: str, arguments: list[str], token: Token) -> Filter:
        """Named arguments come last, as Ruby makes one Hash of them; a name given twice counts once."""
        positional: list[PositionalArgument | KeywordArgument] = []
        named: dict[str, PositionalArgument | KeywordArgument] = {}
        for text in arguments:
            match = _NAMED.match(text)
            if match:
                named[match[1]] = KeywordArgument(token, match[1], self.value(match[2], token))
            else:
                positional.append(PositionalArgument(self.value(text, token)))
        return Filter(token, name, [*positional, *named.values()])

    def _strict_condition(self, markup: str, token: Token) -> Expression:
        parser = self.parser(markup)
        parts = [self._strict_comparison(parser, token)]
        operators: list[str] = []
        while (operator := parser.word("and", "or")) is not None:
            operators.append(operator)
            parts.append(self._strict_comparison(parser, token))
        parser.consume(END)
        return _grouped(parts, operators, token)

    def _strict_comparison(self, parser: StrictParser, token: Token) -> Expression:
        left = self.value(parser.expression(), token)
        operator = parser.accept("comparison")
        if operator is None:
            return left
        return _compare(operator, left, self.value(parser.expression(), token), token)

    def _lax_condition(self, markup: str, token: Token) -> Expression:
        pieces = lax(_CONDITIONS).findall(markup)
        parts: list[Expression] = []
        operators: list[str] = []
        for index, piece in enumerate(reversed(pieces)):
            if index % 2 == 0:
                parts.append(self._lax_comparison(piece, token))
            else:
                operators.append(piece.strip(SPACE))
        if len(parts) != len(operators) + 1 or not set(operators) <= {"and", "or"}:
            raise LiquidError(_("“if” needs a condition: {{% if expression %}}").format())
        return _grouped(parts[::-1], operators[::-1], token)

    def _lax_comparison(self, piece: str, token: Token) -> Expression:
        match = lax(_COMPARISON).search(piece)
        if match is None:
            raise LiquidError(_("“if” needs a condition: {{% if expression %}}").format())
        left = self.value(match[1], token)
        if match[2] is None:
            return left
        right = self.value(match[3], token) if match[3] is not None else Nil(token)
        return _compare(match[2], left, right, token)


def _compare(operator: str, left: Expression, right: Expression, token: Token) -> Expression:
    kind = _COMPARE.get(operator)
    if kind is None:
        return Unknown(token, operator)
    node: Expression = kind(token, left, right)
    return node


def _grouped(parts: list[Expression], operators: list[str], token: Token) -> Expression:
    if len(parts) > MAX_CONDITIONS:
        raise LiquidError(_("a condition has at most {count} parts").format(count=MAX_CONDITIONS))
    turns = sum(one != other for one, other in pairwise(operators))
    if turns > MAX_TURNS:
        raise LiquidError(_("a condition mixes “and” and “or” at most {count} times").format(count=MAX_TURNS))
    node = parts[-1]
    for part, operator in zip(reversed(parts[:-1]), reversed(operators), strict=True):
        kind = LogicalAndExpression if operator == "and" else LogicalOrExpression
        node = kind(token, part, node)
    return node
