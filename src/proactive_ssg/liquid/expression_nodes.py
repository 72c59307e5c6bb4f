"""What the expressions of the syntax tree are made of, and the token that says where a node stands.

FilteredExpression (``left``, ``filters`` with ``name`` and ``args``), Lookup (``name``, ``segments``), Nil,
TrueLiteral, FalseLiteral, StringLiteral, IntegerLiteral, FloatLiteral, RangeLiteral (``start``, ``stop``),
Empty, Blank, Continue (as an offset). Conditions: LogicalAndExpression and LogicalOrExpression (from right to
left: ``a and (b or c)``), the comparisons (``left``, ``right``), Unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

__all__ = [
    "AnyExpression", "Blank", "Comparison", "ContainsExpression", "Continue", "Empty", "EqExpression",
    "Expression", "FalseLiteral", "Filter", "FilteredExpression", "FloatLiteral", "GeExpression",
    "GtExpression", "IntegerLiteral", "KeywordArgument", "LeExpression", "LogicalAndExpression",
    "LogicalOrExpression", "Lookup", "Loop", "LtExpression", "NeExpression", "Nil", "PositionalArgument",
    "RangeLiteral", "StringLiteral", "Token", "TrueLiteral", "Unknown", "literal_value",
]  # fmt: skip


class Token(NamedTuple):
    """Where something stands: ``value`` (of a tag its name) at ``start_index`` of the text ``source``."""

    kind: str
    value: str
    start_index: int
    source: str


class Expression:
    """A value or a condition; compared with nothing but itself."""

    __slots__ = ("token",)

    def __init__(self, token: Token) -> None:
        self.token = token

    def children(self) -> Sequence[Expression]:
        """The expressions in this one."""
        return ()


class Nil(Expression):
    __slots__ = ()


class Empty(Expression):
    __slots__ = ()


class Blank(Expression):
    __slots__ = ()


class Continue(Expression):
    """``offset: continue``."""

    __slots__ = ()


class TrueLiteral(Expression):
    __slots__ = ()
    value = True


class FalseLiteral(Expression):
    __slots__ = ()
    value = False


class StringLiteral(Expression):
    __slots__ = ("value",)

    def __init__(self, token: Token, value: str) -> None:
        self.token = token
        self.value = value


class IntegerLiteral(Expression):
    __slots__ = ("value",)

    def __init__(self, token: Token, value: int) -> None:
        self.token = token
        self.value = value


class FloatLiteral(Expression):
    __slots__ = ("value",)

    def __init__(self, token: Token, value: float) -> None:
        self.token = token
        self.value = value


class RangeLiteral(Expression):
    """``(start..stop)``."""

    __slots__ = ("start", "stop")

    def __init__(self, token: Token, start: Expression, stop: Expression) -> None:
        self.token = token
        self.start = start
        self.stop = stop

    def children(self) -> Sequence[Expression]:
        return self.start, self.stop


class Lookup(Expression):
    """A variable and what is looked up in it.

    ``name`` is a text, or an expression for ``[expr]``; a segment is a text for ``.name`` and an
    expression for ``[expr]``: only the first kind may mean ``size``, ``first`` and ``last``.
    """

    __slots__ = ("name", "segments")

    def __init__(self, token: Token, name: str | Expression, segments: tuple[str | Expression, ...]) -> None:
        self.token = token
        self.name = name
        self.segments = segments

    def children(self) -> Sequence[Expression]:
        return [part for part in (self.name, *self.segments) if isinstance(part, Expression)]


class PositionalArgument:
    """An argument of a filter."""

    __slots__ = ("value",)

    def __init__(self, value: Expression) -> None:
        self.value = value


class KeywordArgument:
    """An argument of a filter, ``name: value``."""

    __slots__ = ("name", "token", "value")

    def __init__(self, token: Token, name: str, value: Expression) -> None:
        self.token = token
        self.name = name
        self.value = value


class Filter:
    __slots__ = ("args", "name", "token")

    def __init__(self, token: Token, name: str, args: list[PositionalArgument | KeywordArgument]) -> None:
        self.token = token
        self.name = name
        self.args = args


class FilteredExpression(Expression):
    __slots__ = ("filters", "left")

    def __init__(self, token: Token, left: Expression, filters: list[Filter]) -> None:
        self.token = token
        self.left = left
        self.filters = filters

    def children(self) -> Sequence[Expression]:
        return [self.left, *(argument.value for one in self.filters for argument in one.args)]


class AnyExpression(Expression):
    """Is ``left`` one of ``expressions``? What ``when`` asks."""

    __slots__ = ("expressions", "left")

    def __init__(self, token: Token, left: Expression, expressions: list[Expression]) -> None:
        self.token = token
        self.left = left
        self.expressions = expressions

    def children(self) -> Sequence[Expression]:
        return [self.left, *self.expressions]


class Comparison(Expression):
    """Two expressions, and what is asked of them; derived from, one class an operator."""

    __slots__ = ("left", "right")

    def __init__(self, token: Token, left: Expression, right: Expression) -> None:
        self.token = token
        self.left = left
        self.right = right

    def children(self) -> Sequence[Expression]:
        return self.left, self.right


class LogicalAndExpression(Comparison):
    __slots__ = ()


class LogicalOrExpression(Comparison):
    __slots__ = ()


class EqExpression(Comparison):
    __slots__ = ()


class NeExpression(Comparison):
    __slots__ = ()


class LtExpression(Comparison):
    __slots__ = ()


class LeExpression(Comparison):
    __slots__ = ()


class GtExpression(Comparison):
    __slots__ = ()


class GeExpression(Comparison):
    __slots__ = ()


class ContainsExpression(Comparison):
    __slots__ = ()


class Unknown(Expression):
    """``a & b``: an operator that fails when it is reached."""

    __slots__ = ("operator",)

    def __init__(self, token: Token, operator: str) -> None:
        self.token = token
        self.operator = operator


class Loop(Expression):
    """What a loop goes over; ``name`` is Ruby's (``item-items``), under which it remembers its offset."""

    __slots__ = ("cols", "identifier", "iterable", "limit", "name", "offset", "reversed")

    def __init__(
        self,
        token: Token,
        identifier: str,
        iterable: Expression,
        name: str,
        *,
        limit: Expression | None = None,
        offset: Expression | None = None,
        reversed_: bool = False,
        cols: Expression | None = None,
    ) -> None:
        self.token = token
        self.identifier = identifier
        self.iterable = iterable
        self.name = name
        self.limit = limit
        self.offset = offset
        self.reversed = reversed_
        self.cols = cols

    def children(self) -> Sequence[Expression]:
        parts = (self.iterable, self.limit, self.offset, self.cols)
        return [part for part in parts if part is not None]


def literal_value(node: Expression) -> tuple[bool, Any]:
    """Whether the expression is a constant, and which."""
    if isinstance(node, (StringLiteral, IntegerLiteral, FloatLiteral, TrueLiteral, FalseLiteral)):
        return True, node.value
    if isinstance(node, (Empty, Blank)):
        return True, ""
    return isinstance(node, Nil), None
