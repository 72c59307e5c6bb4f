"""Conditions of Liquid in Jinja2: only what means the same is left to Jinja2's own operators."""

from __future__ import annotations

from proactive_ssg.i18n import _
from proactive_ssg.liquid.nodes import (
    Blank,
    ContainsExpression,
    Empty,
    EqExpression,
    Expression,
    GeExpression,
    GtExpression,
    IntegerLiteral,
    LeExpression,
    LogicalAndExpression,
    LogicalOrExpression,
    Lookup,
    LtExpression,
    NeExpression,
    Unknown,
    literal_value,
)
from proactive_ssg.liquid.values import equal
from proactive_ssg.migrate.errors import UnmigratableError
from proactive_ssg.migrate.values import Values

__all__ = ["Conditions"]

_ORDER: dict[type, tuple[str, str]] = {
    LtExpression: ("<", "below"), GtExpression: (">", "above"),
    LeExpression: ("<=", "at_most"), GeExpression: (">=", "at_least"),
}  # fmt: skip
_NUMBERS = frozenset(("index", "index0", "rindex", "rindex0", "length"))
_TRUTHS = frozenset(("first", "last"))


class Conditions(Values):
    """Adds conditions to the values of a template."""

    def condition(self, node: Expression, positive: bool = True) -> str:
        """The condition, or its contrary."""
        if isinstance(node, (LogicalAndExpression, LogicalOrExpression)):
            made = self._logical(node)
            return made if positive else f"not ({made})"
        if isinstance(node, Unknown):
            message = _("“{operator}” is no operator").format(operator=node.operator)
            raise UnmigratableError(message, node)
        if isinstance(node, (EqExpression, NeExpression)):
            return self.equality(node.left, node.right, positive is isinstance(node, EqExpression))
        if isinstance(node, ContainsExpression):
            if isinstance(node.left, (Empty, Blank)):
                return _constant(not positive)
            return self._test(node.left, f"containing({self.value(node.right)})", positive)
        if type(node) in _ORDER:
            return self._ordered(node, positive)
        return self._truth(node, positive)

    def _logical(self, node: Expression) -> str:
        """From right to left: ``a and (b or c)``."""
        parts = []
        word = "and" if isinstance(node, LogicalAndExpression) else "or"
        kind = type(node)
        while isinstance(node, (LogicalAndExpression, LogicalOrExpression)) and type(node) is kind:
            parts.append(self.condition(node.left))
            node = node.right
        last = self.condition(node)
        if isinstance(node, (LogicalAndExpression, LogicalOrExpression)):
            last = f"({last})"
        return f" {word} ".join([*parts, last])

    def _test(self, node: Expression, test: str, positive: bool) -> str:
        return f"{self.value(node)} is {'' if positive else 'not '}{test}"

    def _truth(self, node: Expression, positive: bool) -> str:
        known, value = literal_value(node)
        if isinstance(node, (Empty, Blank)):
            return _constant(positive)
        if known:
            return _constant((value is not None and value is not False) is positive)
        if self._part_of_loop(node) in _TRUTHS:
            return f"{'' if positive else 'not '}{self.value(node)}"
        return self._test(node, "given", positive)

    def _part_of_loop(self, node: Expression) -> str:
        """Which part of a loop that is around the expression asks for."""
        if not isinstance(node, Lookup) or node.name != "forloop" or len(node.segments) != 1:
            return ""
        known = self.scope.loop("forloop") is not None and not self.scope.shadows("forloop")
        return str(node.segments[0]) if known else ""

    def _is_number(self, node: Expression) -> bool:
        return isinstance(node, IntegerLiteral) or self._part_of_loop(node) in _NUMBERS

    def equality(self, left: Expression, right: Expression, positive: bool = True) -> str:
        """``==`` as ``condition.rb`` has it."""
        for one, other in ((left, right), (right, left)):
            if isinstance(one, (Empty, Blank)):
                return self._special(one, other, positive)
        (left_known, left_value), (right_known, right_value) = literal_value(left), literal_value(right)
        if left_known and right_known:
            return _constant(equal(left_value, right_value) is positive)
        for one, other in ((right, left), (left, right)):
            known, value = literal_value(one)
            if known and (value is None or isinstance(value, bool)):
                return self._test(other, self.value(one), positive)
        if any(
            known and isinstance(v, str)
            for known, v in ((left_known, left_value), (right_known, right_value))
        ) or (self._is_number(left) and self._is_number(right)):
            return f"{self.value(left)} {'==' if positive else '!='} {self.value(right)}"
        return self._test(left, f"equal({self.value(right)})", positive)

    def _special(self, one: Expression, other: Expression, positive: bool) -> str:
        if isinstance(one, Blank) or isinstance(other, (Empty, Blank)):
            if self.environment.blank and not isinstance(other, (Empty, Blank)):
                raise UnmigratableError(_("this expression has no equivalent in Jinja2"), one)
            return _constant(not positive)  # nothing is equal to Liquid 4's blank
        return self._test(other, "empty", positive)

    def _ordered(self, node: Expression, positive: bool) -> str:
        sign, test = _ORDER[type(node)]
        left, right = node.left, node.right  # type: ignore[attr-defined]
        if isinstance(left, (Empty, Blank)) or isinstance(right, (Empty, Blank)):
            return _constant(not positive)
        if self._is_number(left) and self._is_number(right):
            made = f"{self.value(left)} {sign} {self.value(right)}"
            return made if positive else f"not {made}"
        return self._test(left, f"{test}({self.value(right)})", positive)


def _constant(value: bool) -> str:
    return str(value).lower()
