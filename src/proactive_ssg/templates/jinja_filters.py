"""The filters as Jinja2 calls them: missing values become nil, HTML is marked, the language is given."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.filters import do_default
from jinja2.runtime import Context
from markupsafe import Markup

from proactive_ssg.liquid import Context as LiquidContext
from proactive_ssg.liquid import Environment, LiquidError
from proactive_ssg.templates.bound_nodes import BOUND_FILTERS
from proactive_ssg.templates.bounds import Budget, check_method
from proactive_ssg.templates.filters import HTML_FILTERS, LANGUAGE_FILTERS, Filter
from proactive_ssg.templates.text import as_html

__all__ = ["JINJA_NAMES", "jinja_filters", "language_of", "paid_filters", "shared_budget"]

# Filters of Jinja2's own that can make a long text out of a short one.
_GROWING = ("center", "indent", "batch", "slice", "format", "replace")
_JSON_IN_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"})
# Names that mean something else in Jinja2 layouts: Jinja2's own filters, and our date in the page's language.
_CLASHES = (
    "abs", "capitalize", "date", "default", "escape", "first", "join", "last", "map", "replace", "reverse",
    "round", "slice", "sort", "truncate",
)  # fmt: skip
JINJA_NAMES: Mapping[str, str] = {name: f"liquid_{name}" for name in _CLASHES}


def jinja_filters(builtin: Mapping[str, Filter], ours: Mapping[str, Filter]) -> dict[str, Filter]:
    """Our filters and, bounded, those of Jinja2 that need it.

    A Liquid filter whose name Jinja2 has is called ``liquid_...`` here (:data:`JINJA_NAMES`).
    """
    environment = Environment(filters=ours)
    table = {JINJA_NAMES.get(name, name): _adapted(name, one, environment) for name, one in ours.items()}
    table["date"] = table["local_date"]
    table |= {name: _bounded(name, builtin[name]) for name in _GROWING}
    return {**table, "default": _default, "d": _default}


def language_of(context: Context) -> str:
    """The language of the page being rendered, or of the site where a macro does not see the page."""
    page = context.get("page")
    return str(page["lang"] if page is not None else context.get("site", {}).get("lang", "en"))


def _adapted(name: str, function: Filter, environment: Environment) -> Filter:
    if getattr(function, "liquid_context", False):
        return _in_liquid(function, environment)
    if name in LANGUAGE_FILTERS:
        return _in_language(function)
    if name in HTML_FILTERS:
        return _wrapped(function, as_html)
    if name == "jsonify":
        return _wrapped(function, lambda text: as_html(text.translate(_JSON_IN_HTML)))
    if name == "strip_html":
        return _strip_html(function)
    return _wrapped(function, None)


def _wrapped(function: Filter, mark: Callable[[str], Markup] | None) -> Filter:
    @wraps(function)
    def call(*arguments: Any, **keywords: Any) -> Any:
        result = function(*map(_nil, arguments), **keywords)
        return result if mark is None or result is None else mark(result)

    return call


def _in_liquid(function: Filter, environment: Environment) -> Filter:
    """For filters that ask Liquid expressions: the variables of the layout are theirs."""

    @pass_context
    @wraps(function)
    def call(context: Context, *arguments: Any, **keywords: Any) -> Any:
        running = LiquidContext(environment, context.get_all())
        with shared_budget(context, running):
            return function(running, *map(_nil, arguments), **keywords)

    return call


@contextmanager
def shared_budget(context: Context, running: LiquidContext) -> Iterator[None]:
    """What Liquid does for the layout in ``context`` is paid from the layout's budget."""
    environment: Any = context.environment
    budget: Budget = environment.budget
    running.steps = budget.left
    try:
        yield
    except LiquidError:
        budget.pay(budget.left - running.steps)  # says it in the words of the layout if that is why
        raise
    budget.left = running.steps


def _in_language(function: Filter) -> Filter:
    @pass_context
    @wraps(function)
    def call(context: Context, *arguments: Any, **keywords: Any) -> Any:
        return function(*map(_nil, arguments), lang=language_of(context), **keywords)

    return call


def _strip_html(function: Filter) -> Filter:
    @wraps(function)
    def call(value: Any) -> str:
        text = str(function(_nil(value)))
        # What was HTML is now plain text, and is escaped again where it is printed.
        return html.unescape(text) if hasattr(value, "__html__") else text

    return call


def _nil(value: Any) -> Any:
    if isinstance(value, Undefined):
        str(value)  # a name that nothing defines is still an error
        return None
    return value


def _default(value: Any, default_value: Any = "", boolean: bool = False) -> Any:
    """Jinja2's ``default``, for which a key without a value is missing too."""
    return default_value if value is None else do_default(value, default_value, boolean)


def _bounded(name: str, function: Filter) -> Filter:
    passed = hasattr(function, "jinja_pass_arg")

    @wraps(function)
    def call(*arguments: Any, **keywords: Any) -> Any:
        value, *rest = arguments[1:] if passed else arguments
        check_method(name, value, (*rest, *keywords.values()))
        return function(*arguments, **keywords)

    return call


def paid_filters(filters: Mapping[str, Filter], budget: Budget) -> dict[str, Filter]:
    """The filters, those of Jinja2 among them: each is paid for from ``budget`` before it works."""
    return {**{name: _paid(name, one, budget) for name, one in filters.items()}, **BOUND_FILTERS}


def _paid(name: str, function: Filter, budget: Budget) -> Filter:
    first = 1 if hasattr(function, "jinja_pass_arg") else 0
    priced = name.removeprefix("liquid_")

    @wraps(function)
    def call(*arguments: Any, **keywords: Any) -> Any:
        budget.filtered(priced, (*arguments[first:], *keywords.values()))
        return budget.made(function(*arguments, **keywords))

    return call
