"""Jinja2 layouts that mean what Liquid means: those that ``migrate layouts`` writes, marked in line one.

The mark makes the template print, look up and go through values as a Liquid template does: nothing is
escaped, white space stays, a name without a value prints nothing, ``a.size`` is a length and a hash gives
its pairs. What Jinja2 reads differently (truth, equality, order) is written out with the tests of
:mod:`.jinja_words`, which every layout has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from jinja2 import ChainableUndefined, Undefined, pass_context
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.utils import Cycler, Joiner, Namespace

from proactive_ssg.liquid import Context as LiquidContext
from proactive_ssg.liquid import Environment, Template
from proactive_ssg.liquid.compile_values import COMMANDS
from proactive_ssg.liquid.runtime import command, index, item, items, prop, text
from proactive_ssg.templates.bound_nodes import LOOP_FILTER
from proactive_ssg.templates.filters import Filter
from proactive_ssg.templates.jinja_environment import LayoutEnvironment
from proactive_ssg.templates.jinja_filters import JINJA_NAMES, paid_filters, shared_budget
from proactive_ssg.templates.jinja_words import nil
from proactive_ssg.templates.liquid import LiquidEngine

__all__ = ["LiquidLikeEnvironment", "liquid_function"]

_OF_JINJA = (
    *(LoopContext, Namespace, TemplateModule, TemplateReference, BlockReference, Macro, Cycler, Joiner),
)


def liquid_function(engine: LiquidEngine) -> Callable[..., str]:
    """``liquid("{% seo %}")``: a piece of Liquid, for tags that only plugins of Liquid have.

    It sees the variables of the layout, and those that are given by name. Raises ProblemsError.
    """
    parsed: dict[str, Template] = {}

    @pass_context
    def liquid(context: Context, source: str, **variables: Any) -> str:
        seen = {name: nil(value) for name, value in {**context.get_all(), **variables}.items()}
        registers = {**engine.registers, "page": seen.get("page")}
        try:
            if source not in parsed:
                parsed[source] = engine.environment.parse(source)
            running = LiquidContext(engine.environment, seen, registers)
            with shared_budget(context, running):
                return parsed[source].render_in(running)
        except Exception as error:
            raise engine.problem(error, "") from error

    return liquid


# -- the environment -----------------------------------------------------------------------------


class _Nothing(ChainableUndefined):
    """A name that nothing defines: nil."""

    __slots__ = ()


class LiquidLikeEnvironment(LayoutEnvironment):
    """As ``owner``, with Liquid's meaning of values; both share loader, globals and budget."""

    def __init__(self, owner: LayoutEnvironment, filters: Mapping[str, Filter]) -> None:
        super().__init__(owner.layouts.lookup, owner.layouts.names, owner.journal)
        self.template_class = owner.template_class
        self.layouts = self.loader = owner.layouts
        self.globals = owner.globals
        self.budget = owner.budget
        self.trim_blocks = self.lstrip_blocks = False
        self.autoescape = False
        self.undefined = _Nothing
        self.finalize = _printed
        environment = Environment(filters=filters)
        ours = {JINJA_NAMES.get(name, name): _plain(one, environment) for name, one in filters.items()}
        self.filters = {**owner.filters, **paid_filters(ours, self.budget), LOOP_FILTER: _loop_items}
        self.tests = {**owner.tests, "none": lambda value: nil(value) is None}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``a.key``: of data only; nothing of Python can be reached."""
        if type(obj) is Namespace:
            return _variables(obj).get(attribute)
        if isinstance(obj, _OF_JINJA):
            return super().getattr(obj, attribute)
        return command(obj, attribute) if attribute in COMMANDS else prop(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, _OF_JINJA):
            return super().getitem(obj, argument)
        if isinstance(argument, str):
            return prop(obj, argument)
        return index(obj, argument) if type(argument) is int else item(obj, nil(argument))


def _variables(namespace: Namespace) -> dict[str, Any]:
    """What templates put there, whatever it is called, and nothing else."""
    found: dict[str, Any] = object.__getattribute__(namespace, "_Namespace__attrs")
    return found


def _printed(value: Any) -> str:
    return "" if isinstance(value, Undefined) else text(value)


@pass_context
def _loop_items(context: Context, value: Any) -> Any:
    found = items(value)
    environment: Any = context.environment
    environment.budget.spend(len(found))
    return found


def _plain(function: Filter, environment: Environment) -> Filter:
    """The filter as Liquid calls it: no value is marked as HTML."""
    if getattr(function, "liquid_context", False):

        @pass_context
        @wraps(function)
        def in_context(context: Context, *arguments: Any, **variables: Any) -> Any:
            running = LiquidContext(environment, {**context.get_all(), **variables})
            with shared_budget(context, running):
                return function(running, *map(nil, arguments))

        return cast(Filter, in_context)

    @wraps(function)
    def call(*arguments: Any, **keywords: Any) -> Any:
        return function(*map(nil, arguments), **keywords)

    return call
