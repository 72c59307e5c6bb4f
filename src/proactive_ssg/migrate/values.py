"""Expressions of Liquid as expressions of Jinja2."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from proactive_ssg.i18n import _, ngettext
from proactive_ssg.liquid import Environment
from proactive_ssg.liquid.analysis import names
from proactive_ssg.liquid.compile_values import takes
from proactive_ssg.liquid.markup import MarkupParser
from proactive_ssg.liquid.nodes import (
    Expression,
    Filter,
    FilteredExpression,
    KeywordArgument,
    Lookup,
    RangeLiteral,
    StringLiteral,
    Token,
    literal_value,
)
from proactive_ssg.migrate.errors import UnmigratableError
from proactive_ssg.migrate.plan import PAYLOAD, Plan
from proactive_ssg.migrate.scope import LoopScope, Scope
from proactive_ssg.templates.jinja_filters import JINJA_NAMES

__all__ = ["NAMESPACE", "Values", "asked_names", "literal", "parser_of"]

NAMESPACE = "ns"
_WORD = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_MAX_RANGE = 100_000


def parser_of(environment: Environment) -> MarkupParser:
    """Reads expressions as the templates of ``environment`` are read; nothing is said of what is odd."""
    return MarkupParser(environment.error_mode, environment.dialect, lambda _message, _token: None)


def literal(value: Any) -> str:
    """A constant in Jinja2."""
    if value is None or isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        return f'"{text}"'
    return f"({value!r})" if value < 0 else repr(value)


def asked_names(environment: Environment, one: Filter) -> set[str] | None:
    """The variables that a filter as ``where_exp`` asks for in its text; None where that is not known."""
    if not getattr(environment.filters.get(one.name), "liquid_context", False):
        return set()
    texts = [literal_value(argument.value)[1] for argument in one.args]
    if len(texts) != 2 or not all(isinstance(text, str) for text in texts):
        return None if one.args else set()
    parser, token = parser_of(environment), one.token
    condition = one.name != "group_by_exp"
    node = (parser.condition if condition else parser.filtered)(texts[1], Token("", texts[1], 0, texts[1]))
    assert token is not None
    return names(node) - {texts[0]}


class Values:
    """Writes the expressions of one template; ``scope`` knows which loops are around."""

    def __init__(self, environment: Environment, plan: Plan, scope: Scope) -> None:
        self.environment = environment
        self.plan = plan
        self.scope = scope

    def value(self, node: Expression) -> str:
        """An expression that may stand anywhere a value without filters may."""
        known, value = literal_value(node)
        if known:
            return literal(value)
        if isinstance(node, Lookup):
            return self.lookup(node)
        if isinstance(node, RangeLiteral):
            return self._range(node)
        if isinstance(node, FilteredExpression):
            made = self.filtered(node)
            return f"({made})" if node.filters else made
        raise UnmigratableError(_("this expression has no equivalent in Jinja2"), node)

    # -- variables -------------------------------------------------------------------------------

    def variable(self, name: str, node: Expression) -> str:
        """The variable ``name`` where the template stands."""
        plan, made = self.plan, self.plan.identifier(name)
        if self.scope.binds(name):
            return made
        if name in plan.counters and name not in plan.assigned:
            message = _("the number of “increment {name}” is read as a variable").format(name=name)
            raise UnmigratableError(message, node, _("count with “assign” and “plus”"))
        if name not in plan.shared:
            if _WORD.fullmatch(name) is None and name not in plan.assigned and name not in plan.loops:
                message = _("{name} is no name for a variable in Jinja2").format(name=name)
                raise UnmigratableError(message, node)
            return made
        if name in PAYLOAD:
            message = _("{name} is assigned where Jinja2 would not see it").format(name=name)
            raise UnmigratableError(message, node, _("give the variable another name"))
        self.scope.uses_namespace = True
        shared = f"{NAMESPACE}.{made}"
        if name in plan.loops and self.scope.is_partial:
            return f"({made} if {made} is defined else {shared})"
        return shared

    def lookup(self, node: Lookup) -> str:
        if not isinstance(node.name, str):
            message = _("a variable that another one names has no equivalent in Jinja2")
            raise UnmigratableError(message, node, _("look it up in a hash instead"))
        segments = list(node.segments)
        if node.name in ("forloop", "tablerowloop") and not self.scope.shadows(node.name):
            source, segments = self._forloop(node, segments)
        else:
            source = self.variable(node.name, node)
        return source + "".join(map(self._segment, segments))

    def _segment(self, segment: str | Expression) -> str:
        if isinstance(segment, str):
            return f".{segment}" if _WORD.fullmatch(segment) else f"[{literal(segment)}]"
        return f"[{self.value(segment)}]"

    def _forloop(self, node: Lookup, segments: list[str | Expression]) -> tuple[str, list[str | Expression]]:
        """``forloop.index`` is ``loop.index``; loops further out are given a name of their own."""
        loop = self.scope.loop(str(node.name))
        inner = loop
        while loop is not None and segments and segments[0] == "parentloop" and not loop.columns:
            loop, segments = self.scope.around(loop), segments[1:]
        if loop is None:
            return self._loop_around_partial(node, segments, inner)
        if loop is not inner or not self.scope.is_innermost(loop):
            loop.named = True
        key = segments[0] if segments else None
        shown = loop.shown(key) if isinstance(key, str) else None
        if shown is None:
            message = _("only the parts of “{name}” can be printed or compared").format(name=node.name)
            raise UnmigratableError(message, node, _("write forloop.index, forloop.first ..."))
        return shown, segments[1:]

    def _loop_around_partial(
        self, node: Lookup, segments: list[str | Expression], inner: LoopScope | None
    ) -> tuple[str, list[str | Expression]]:
        if not self.scope.is_partial or (not segments and inner is None):
            return "forloop", segments
        key = segments[0] if segments else None
        if key not in LoopScope.PARTS or node.name != "forloop":
            message = _("only the parts of “{name}” can be printed or compared").format(name=node.name)
            raise UnmigratableError(message, node, _("write forloop.index, forloop.first ..."))
        return f"forloop.{LoopScope.PARTS[str(key)]}", segments[1:]

    def _range(self, node: RangeLiteral) -> str:
        start, stop = literal_value(node.start)[1], literal_value(node.stop)[1]
        if type(start) is int and type(stop) is int and stop - start < _MAX_RANGE:
            return f"range({start}, {stop + 1})"
        ends = []
        for end, known in ((node.start, start), (node.stop, stop)):
            ends.append(literal(int(known)) if isinstance(known, float) else self.value(end))
        return f"span({', '.join(ends)})"

    # -- filters ---------------------------------------------------------------------------------

    def filtered(self, node: Expression) -> str:
        """A value with its filters, as it stands in an output."""
        if not isinstance(node, FilteredExpression):
            return self.value(node)
        source = self.value(node.left)
        for one in node.filters or ():
            function = self.environment.filters.get(one.name)
            if function is None:
                if self.environment.strict_filters:
                    raise UnmigratableError(_("there is no filter “{name}”").format(name=one.name), node)
                self.scope.dropped.append((one.name, node.token.start_index))
                continue  # to Liquid, a filter that it does not know changes nothing
            source = f"{source} | {self._filter(one, function, node)}"
        return source

    def _filter(self, one: Filter, function: Callable[..., Any], node: Expression) -> str:
        positional = [self.value(a.value) for a in one.args if not isinstance(a, KeywordArgument)]
        named = {a.name: self.value(a.value) for a in one.args if isinstance(a, KeywordArgument)}
        lead = 2 if getattr(function, "liquid_context", False) else 1
        if not takes(function, lead + len(positional), tuple(named)):
            if not (named and takes(function, lead + len(positional) + 1, ())):
                count = len(one.args)
                message = ngettext(
                    "the filter “{name}” does not take {count} argument",
                    "the filter “{name}” does not take {count} arguments",
                    count,
                )
                raise UnmigratableError(message.format(name=one.name, count=count), node)
            positional.append(
                "{" + ", ".join(f"{literal(key)}: {value}" for key, value in named.items()) + "}"
            )
            named = {}
        given = [*positional, *(f"{key}={value}" for key, value in named.items()), *self._asked(one, node)]
        name = JINJA_NAMES.get(one.name, one.name)
        return f"{name}({', '.join(given)})" if given else name

    def _asked(self, one: Filter, node: Expression) -> list[str]:
        """What the text of ``where_exp`` asks for and Jinja2 does not hand over by itself."""
        asked = asked_names(self.environment, one)
        if asked is None:
            message = _("the condition of “{name}” is made while the layout runs").format(name=one.name)
            raise UnmigratableError(message, node, _("write it out between quotes"))
        return self.given(asked, node)

    def given(self, asked: set[str], node: Expression) -> list[str]:
        """``name=value`` for each of these variables that Jinja2 knows as a local one only."""
        plan, found = self.plan, []
        for name in sorted(asked):
            local = self.scope.binds(name) or name in plan.assigned or name in plan.loops or name == "include"
            if local and name == plan.identifier(name):
                found.append(f"{name}={self.variable(name, node)}")
            elif local:
                message = _("the name {name} cannot be handed over in Jinja2").format(name=name)
                raise UnmigratableError(message, node, _("give the variable another name"))
        return found


def is_text(node: Expression) -> bool:
    return isinstance(node, StringLiteral)
