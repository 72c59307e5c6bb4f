"""Expressions as Python source."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from proactive_ssg.liquid.analysis import FORLOOP_KEYS
from proactive_ssg.liquid.context import COPIED
from proactive_ssg.liquid.nodes import (
    Blank,
    Empty,
    Expression,
    Filter,
    FilteredExpression,
    KeywordArgument,
    Lookup,
    RangeLiteral,
    literal_value,
)
from proactive_ssg.liquid.prices import Price, price_of
from proactive_ssg.liquid.writer import LoopNames, Unit, Writer

if TYPE_CHECKING:
    from proactive_ssg.liquid.environment import Environment

__all__ = ["Held", "ValueCompiler", "constant"]

COMMANDS = frozenset(("size", "first", "last"))
CHAIN = 12  # Python nests parentheses no deeper than 200
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
        source = self._input(node.left) if node.filters else self.value(node.left)
        for number, one in enumerate(node.filters or ()):
            if number == 1 and isinstance(node.left, (Empty, Blank)):
                source = f"as_text({source})"
            if number and number % CHAIN == 0:
                name = self.writer.name("t")
                self.writer.line(f"{name} = {source}")
                source = name
            source = self._filter(one, source, made=number > 0)
        return source

    def _input(self, node: Expression) -> str:
        """The value that a filter gets: to Ruby Liquid 4 ``empty`` and ``blank`` are no texts."""
        if self.environment.dialect < 5 and isinstance(node, (Empty, Blank)):
            return "EMPTY" if isinstance(node, Empty) else "BLANK"
        return self.value(node)

    def _paid(self, source: str, price: Price, made: bool = False) -> str:
        """``source``, paid for by its length if a filter goes through it, or another one ``made`` it."""
        if not price.text and not made:
            return source
        chars = price.text or COPIED
        if source[:1] in "'\"" and source[-1:] in "'\"" and len(source) <= chars:
            return source
        name = self.writer.name("t")
        short = f"{name}.__class__ is str and len({name}) < {chars} or {name}.__class__ is int"
        deep = ", True" if price.deep else ""
        paid = f"ctx.paid({name}, {chars}, {price.item}{deep})"
        return f"({name} if ({name} := {source}) is None or {short} else {paid})"

    def _filter(self, one: Filter, source: str, made: bool) -> str:
        function = self.environment.filters.get(one.name)
        if function is None:
            return f"unknown_filter({one.name!a})" if self.environment.strict_filters else source
        positional = [self._input(a.value) for a in one.args if not isinstance(a, KeywordArgument)]
        price = price_of(one.name)
        source = self._paid(source, price, made)
        positional = [self._paid(argument, price) for argument in positional]
        named = {a.name: self.value(a.value) for a in one.args if isinstance(a, KeywordArgument)}
        lead = ["ctx", source] if getattr(function, "liquid_context", False) else [source]
        if not takes(function, len(lead) + len(positional), tuple(named)):
            if named and takes(function, len(lead) + len(positional) + 1, ()):
                positional.append(_dictionary(named))
                named = {}
            else:
                expected = _arity(function, len(lead) - 1)
                return f"wrong_arguments({one.name!a}, {len(one.args)}, {expected!a})"
        keywords = [f"**{_dictionary(named)}"] if named else []
        return f"{self.filter_name(one.name, function)}({', '.join([*lead, *positional, *keywords])})"

    def filter_name(self, name: str, function: Callable[..., Any]) -> str:
        """The global under which compiled code calls a filter."""
        python = "f_" + name if name.isascii() and name.isidentifier() else f"f_{len(self.globals)}_x"
        self.globals[python] = function
        return python

    def condition(self, node: Expression) -> str:
        raise NotImplementedError


def _dictionary(sources: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key!a}: {source}" for key, source in sources.items()) + "}"


@lru_cache(maxsize=1000)
def takes(function: Callable[..., Any], positional: int, named: tuple[str, ...]) -> bool:
    """May ``function`` be called with so many arguments and these names?"""
    try:
        inspect.signature(function).bind(*[None] * positional, **dict.fromkeys(named))
    except TypeError:
        return False
    except ValueError:  # a built-in function without a signature
        return True
    return True


def _arity(function: Callable[..., Any], hidden: int) -> str:
    """How many arguments a filter takes, as Ruby writes it, without its first ``hidden`` ones."""
    parameters = list(inspect.signature(function).parameters.values())[hidden:]
    places = [one for one in parameters if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)]
    least = sum(one.default is one.empty for one in places)
    if any(one.kind is one.VAR_POSITIONAL for one in parameters):
        return f"{least}+"
    return str(least) if least == len(places) else f"{least}..{len(places)}"
