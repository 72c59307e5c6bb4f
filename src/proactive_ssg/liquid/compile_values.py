"""Expressions as Python source."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from proactive_ssg.liquid.analysis import FORLOOP_KEYS
from proactive_ssg.liquid.nodes import (
    Blank,
    ContainsExpression,
    Empty,
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
    Lookup,
    LtExpression,
    NeExpression,
    RangeLiteral,
    Unknown,
    literal_value,
)
from proactive_ssg.liquid.values import equal
from proactive_ssg.liquid.writer import LoopNames, Unit, Writer

if TYPE_CHECKING:
    from proactive_ssg.liquid.environment import Environment

__all__ = ["Held", "ValueCompiler", "constant"]

COMMANDS = frozenset(("size", "first", "last"))
CHAIN = 12  # Python nests parentheses no deeper than 200
_ORDER: dict[type, tuple[str, str]] = {
    LtExpression: ("<", "lt"), GtExpression: (">", "gt"), LeExpression: ("<=", "le"), GeExpression: (">=", "ge"),
}  # fmt: skip
_FORLOOP = {
    "index": "({i} + 1)", "index0": "{i}", "rindex": "({n} - {i})", "rindex0": "({n} - {i} - 1)",
    "first": "({i} == 0)", "last": "({i} == {n} - 1)", "length": "{n}",
}  # fmt: skip


def constant(value: Any) -> str:
    """A literal of Python; escaped, so that no text can end it."""
    return ascii(value)


class Held(Lookup):
    """A value that is already in a local variable of Python."""

    __slots__ = ("local",)

    def __init__(self, node: Expression, local: str) -> None:
        super().__init__(node.token, "", ())
        self.local = local


class ValueCompiler:
    """Writes expressions for the function ``unit`` that is being written."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.writer = Writer()
        self.unit = Unit()
        self.globals: dict[str, Any] = {}

    # -- variables -----------------------------------------------------------------------------

    def value(self, node: Expression) -> str:
        """The Python expression that gives the value of ``node``."""
        known, value = literal_value(node)
        if known:
            return constant(value)
        if isinstance(node, Lookup):
            return self.lookup(node)
        if isinstance(node, FilteredExpression):
            return self.filtered(node)
        if isinstance(node, RangeLiteral):
            return self.range(node)
        return self.condition(node)

    def binding(self, name: str) -> str | LoopNames | None:
        for bound in reversed(self.unit.bindings):
            if name in bound:
                return bound[name]
        return None

    def variable(self, name: str) -> str:
        """A variable that no loop of this function binds."""
        region = self.unit.region
        if region is not None and name in region.local:
            return region.local[name]
        return f"find({constant(name)})"

    def lookup(self, node: Lookup) -> str:
        segments = list(node.segments)
        if isinstance(node, Held):
            return node.local
        if isinstance(node.name, str):
            bound = self.binding(node.name)
            if isinstance(bound, LoopNames):
                source, segments = self._forloop(bound, segments)
            else:
                source = bound or self.variable(node.name)
        else:
            source = f"find_any({self.value(node.name)})"
        if len(segments) > CHAIN:
            keys = "".join(f"({self._key(segment)}, {isinstance(segment, str)})," for segment in segments)
            return f"walk({source}, ({keys}))"
        for segment in segments:
            source = self._segment(source, segment)
        return source

    def _key(self, segment: str | Expression) -> str:
        return constant(segment) if isinstance(segment, str) else self.value(segment)

    def _segment(self, source: str, segment: str | Expression) -> str:
        dotted = isinstance(segment, str)
        key = segment if isinstance(segment, str) else literal_value(segment)[1]
        if self.environment.strict_variables:
            return f"strictly({source}, {self._key(segment)}, {dotted})"
        if isinstance(segment, str) and segment in COMMANDS:
            return f"command({source}, {constant(segment)})"
        if isinstance(key, str):
            if source.isidentifier():
                return f"({source}.get({key!a}) if {source}.__class__ is dict else prop({source}, {key!a}))"
            name = self.writer.name("t")
            return (
                f"({name}.get({key!a}) if ({name} := {source}).__class__ is dict else prop({name}, {key!a}))"
            )
        return f"item({source}, {self._key(segment)})"

    def _forloop(
        self, loop: LoopNames, segments: list[str | Expression]
    ) -> tuple[str, list[str | Expression]]:
        """``forloop.index`` from Python's own counters; what is left goes the usual way."""
        while segments and segments[0] == "parentloop" and not loop.object:
            segments = segments[1:]
            if loop.parent is None:
                return "outer_loop()", segments
            loop = loop.parent
        if loop.object:
            return loop.object, segments
        key = segments[0] if segments else ""
        if isinstance(key, str) and key in FORLOOP_KEYS:
            shown = (
                constant(loop.name) if key == "name" else _FORLOOP[key].format(i=loop.index, n=loop.length)
            )
            return shown, segments[1:]
        return "None", segments

    def range(self, node: RangeLiteral) -> str:
        """Ruby turns constant ends into whole numbers, others must be whole."""
        (first_known, first), (last_known, last) = literal_value(node.start), literal_value(node.stop)
        convert = "constant_bound" if first_known and last_known else "bound"
        ends = []
        for known, value, part in ((first_known, first, node.start), (last_known, last, node.stop)):
            if known and value.__class__ is int:
                ends.append(constant(value))
            else:
                ends.append(f"{convert}({self.value(part)})")
        return f"span({ends[0]}, {ends[1]})"

    # -- filters -------------------------------------------------------------------------------

    def filtered(self, node: FilteredExpression) -> str:
        source = self.value(node.left)
        for number, one in enumerate(node.filters or ()):
            if number and number % CHAIN == 0:
                name = self.writer.name("t")
                self.writer.line(f"{name} = {source}")
                source = name
            source = self._filter(one, source)
        return source

    def _filter(self, one: Filter, source: str) -> str:
        function = self.environment.filters.get(one.name)
        if function is None:
            return f"unknown_filter({one.name!a})" if self.environment.strict_filters else source
        positional = [self.value(a.value) for a in one.args if not isinstance(a, KeywordArgument)]
        named = {a.name: self.value(a.value) for a in one.args if isinstance(a, KeywordArgument)}
        context = getattr(function, "liquid_context", False)
        lead = ["ctx", source] if context else [source]
        if not _takes(function, len(lead) + len(positional), tuple(named)):
            if named and _takes(function, len(lead) + len(positional) + 1, ()):
                positional.append("{%s}" % ", ".join(f"{key!a}: {value}" for key, value in named.items()))
                named = {}
            else:
                return f"wrong_arguments({one.name!a}, {len(one.args)})"
        keywords = (
            ["**{%s}" % ", ".join(f"{key!a}: {value}" for key, value in named.items())] if named else []
        )
        return f"{self.filter_name(one.name, function)}({', '.join([*lead, *positional, *keywords])})"

    def filter_name(self, name: str, function: Callable[..., Any]) -> str:
        """The global under which compiled code calls a filter."""
        python = "f_" + name if name.isascii() and name.isidentifier() else f"f_{len(self.globals)}_x"
        self.globals[python] = function
        return python

    # -- conditions ----------------------------------------------------------------------------

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
            return f"contains({self.value(node.left)}, {self.value(node.right)})"
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
                known = self.environment.dialect >= 5 and not isinstance(other, (Empty, Blank))
                return f"is_blank({self.value(other)})" if known else "False"
        (left_known, left_value), (right_known, right_value) = literal_value(left), literal_value(right)
        if left_known and right_known:
            return str(equal(left_value, right_value))
        for one, other in ((left, right), (right, left)):
            known, value = literal_value(one)
            if known and isinstance(value, str):
                return f"({self.value(other)} == {constant(value)})"
            if known and (value is None or isinstance(value, bool)):
                return f"({self.value(other)} is {value})"
        return f"equal({self.value(left)}, {self.value(right)})"

    def _ordered(self, node: Any) -> str:
        sign, function = _ORDER[type(node)]
        if isinstance(node.left, (Empty, Blank)) or isinstance(node.right, (Empty, Blank)):
            return "False"
        left, right = self.value(node.left), self.value(node.right)
        known, value = literal_value(node.right)
        if known and value.__class__ is int:
            name = left if left.isidentifier() else self.writer.name("t")
            test = name if name == left else f"({name} := {left})"
            return f"({name} {sign} {right} if {test}.__class__ is int else {function}({name}, {right}))"
        return f"{function}({left}, {right})"


def _takes(function: Callable[..., Any], positional: int, named: tuple[str, ...]) -> bool:
    """Whether a call with so many arguments and these names is possible."""
    try:
        inspect.signature(function).bind(*[None] * positional, **dict.fromkeys(named))
    except TypeError:
        return False
    except ValueError:  # a built-in function without a signature
        return True
    return True
