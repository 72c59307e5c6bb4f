"""Filters that ask a Liquid expression of each item: ``where_exp find_exp group_by_exp``."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Any

from proactive_ssg.liquid import Context, context_filter
from proactive_ssg.liquid.filters.text import text_of
from proactive_ssg.liquid.prices import GRAINS
from proactive_ssg.liquid.values import is_truthy, same_key
from proactive_ssg.templates.filters_list import grouped, pairs_or_items
from proactive_ssg.templates.filters_where import selectable

__all__ = ["find_exp", "group_by_exp", "where_exp"]

COMPILING = 300  # a new expression takes as long as so many turns of a loop,
KEY = 100  # characters that are compared in a turn
ASKING = 3  # and each question as so many, apart from what it asks


def _asked(
    context: Context, items: Iterable[Any], variable: Any, expression: Any, *, condition: bool
) -> Generator[tuple[Any, Any], None, None]:
    """Each item and what the expression says of it, while ``variable`` is that item."""
    name, text = text_of(variable), text_of(expression)
    environment = context.environment
    if not environment.knows(text, condition=condition):
        context.spend(COMPILING)
    answer = environment.condition(text) if condition else environment.expression(text)
    turns = ASKING + getattr(answer, "turns", 0)
    with context.scope({name: None}):
        scope = context.scopes[-1]
        for item in items:
            context.spend(turns)
            scope[name] = item
            yield item, answer(context)


@context_filter
def where_exp(context: Context, items: Any, variable: Any, expression: Any) -> Any:
    """The items for which the condition holds, ``and``, ``or`` and ``contains`` included."""
    found = selectable(items)
    if found is None:
        return items
    asked = _asked(context, found, variable, expression, condition=True)
    return [item for item, holds in asked if is_truthy(holds)]


@context_filter
def find_exp(context: Context, items: Any, variable: Any, expression: Any) -> Any:
    """The first item for which the condition holds; None without one."""
    found = selectable(items)
    if found is None:
        return items
    asked = _asked(context, found, variable, expression, condition=True)
    for item, holds in asked:
        if is_truthy(holds):
            asked.close()
            return item
    return None


@context_filter
def group_by_exp(context: Context, items: Any, variable: Any, expression: Any) -> Any:
    """``[{name, items, size}]``, one for each value of the expression, which may have filters."""
    found = pairs_or_items(items)
    if found is None:
        return items
    names: dict[Any, Any] = {}
    groups: dict[Any, list[Any]] = {}
    for item, value in _asked(context, found, variable, expression, condition=False):
        key = same_key(context.paid(value, KEY, GRAINS, True))
        names.setdefault(key, value)
        groups.setdefault(key, []).append(item)
    return [{**group, "name": names[group["name"]]} for group in grouped(groups)]
