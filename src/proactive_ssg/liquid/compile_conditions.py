"""Conditions as Python source (``condition.rb``)."""

from __future__ import annotations

from typing import Any

from proactive_ssg.liquid.compile_values import ValueCompiler, constant
from proactive_ssg.liquid.nodes import (
    Blank,
    ContainsExpression,
    Empty,
    EqExpression,
    Expression,
    GeExpression,
    GtExpression,
    LeExpression,
    LogicalAndExpression,
    LogicalOrExpression,
    LtExpression,
    NeExpression,
    Unknown,
    literal_value,
)
from proactive_ssg.liquid.values import equal

__all__ = ["ConditionCompiler"]

_ORDER: dict[type, tuple[str, str]] = {
    LtExpression: ("<", "lt"), GtExpression: (">", "gt"),
    LeExpression: ("<=", "le"), GeExpression: (">=", "ge"),
}  # fmt: skip


class ConditionCompiler(ValueCompiler):
    """Writes conditions for the function that is being written."""

    def condition(self, node: Expression) -> str:
        """A Python expression that is true or false as the condition is."""
        if isinstance(node, (LogicalAndExpression, LogicalOrExpression)):
            return self._logical(node)
        if isinstance(node, Unknown):
            return f"unknown_operator({node.operator!a})"
        if isinstance(node, EqExpression):
            return self.equality(node.left, node.right)
        if isinstance(node, NeExpression):
            return f"(not {self.equality(node.left, node.right)})"
        if isinstance(node, ContainsExpression):
            if isinstance(node.left, (Empty, Blank)):
                return self._never(node.right)
            return f"contains(ctx, {self.value(node.left)}, {self.value(node.right)})"
        if type(node) in _ORDER:
            return self._ordered(node)
        return self._truth(node)

    def _logical(self, node: Expression) -> str:
        """``a and (b or c)``: written flat while the operator stays the same."""
        parts: list[str] = []
        closing = 0
        while isinstance(node, (LogicalAndExpression, LogicalOrExpression)):
            word = "and" if isinstance(node, LogicalAndExpression) else "or"
            parts.append(f"{self.condition(node.left)} {word} ")
            right = node.right
            if isinstance(right, (LogicalAndExpression, LogicalOrExpression)) and type(right) is not type(
                node
            ):
                parts.append("(")
                closing += 1
            node = right
        parts.append(self.condition(node))
        return f"({''.join(parts)}{')' * closing})"

    def _truth(self, node: Expression) -> str:
        if isinstance(node, (Empty, Blank)):
            return "True"
        known, value = literal_value(node)
        if known:
            return str(value is not None and value is not False)
        source = self.value(node)
        if source.isidentifier():
            return f"({source} is not None and {source} is not False)"
        name = self.writer.name("t")
        return f"(({name} := {source}) is not None and {name} is not False)"

    def equality(self, left: Expression, right: Expression) -> str:
        """``==``; ``empty`` and ``blank`` ask the other side."""
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Empty):
                return "False" if isinstance(other, (Empty, Blank)) else f"is_empty({self.value(other)})"
            if isinstance(one, Blank):
                known = self.environment.blank and not isinstance(other, (Empty, Blank))
                return f"is_blank({self.value(other)})" if known else self._never(other)
        (left_known, left_value), (right_known, right_value) = literal_value(left), literal_value(right)
        if left_known and right_known:
            return str(equal(left_value, right_value))
        for one, other in ((left, right), (right, left)):
            known, value = literal_value(one)
            if known and isinstance(value, str):
                return f"({self.value(other)} == {constant(value)})"
            if known and (value is None or isinstance(value, bool)):
                return f"({self.value(other)} is {value})"
        return f"equal(ctx, {self.value(left)}, {self.value(right)})"

    def _never(self, node: Expression) -> str:
        """False, but what is asked must be there to be asked."""
        return "False" if literal_value(node)[0] else f"never({self.value(node)})"

    def _ordered(self, node: Any) -> str:
        sign, function = _ORDER[type(node)]
        for one, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(one, (Empty, Blank)):
                return self._never(other)
        left, right = self.value(node.left), self.value(node.right)
        known, value = literal_value(node.right)
        if known and value.__class__ is int:
            name = left if left.isidentifier() else self.writer.name("t")
            test = name if name == left else f"({name} := {left})"
            return f"({name} {sign} {right} if {test}.__class__ is int else {function}(ctx, {name}, {right}))"
        return f"{function}(ctx, {left}, {right})"
