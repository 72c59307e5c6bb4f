"""Liquid 5's filters that select items by a property (``filter_array``), and ``sum``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from proactive_ssg.liquid.filters.arrays import NoPropertiesError, flat, property_of
from proactive_ssg.liquid.numbers import calculate
from proactive_ssg.liquid.values import equal, is_truthy

__all__ = ["find", "find_index", "has", "reject", "sum", "where"]


def _tested(value: Any, name: Any, target: Any) -> Iterator[tuple[Any, bool]]:
    for item in flat(value):
        found = property_of(item, name)
        yield item, is_truthy(found) if target is None else equal(found, target)


def _nil_without_properties(function: Callable[..., Any]) -> Callable[..., Any]:
    """Liquid gives nil when it comes to an item that can have no properties."""

    def select(value: Any, name: Any, target: Any = None) -> Any:
        try:
            return function(value, name, target)
        except NoPropertiesError:
            return None

    select.__name__, select.__doc__ = function.__name__, function.__doc__
    return select


@_nil_without_properties
def where(value: Any, name: Any, target: Any = None) -> Any:
    """The items whose property is ``target``, or is there at all."""
    return [item for item, holds in _tested(value, name, target) if holds]


@_nil_without_properties
def reject(value: Any, name: Any, target: Any = None) -> Any:
    """The items that :func:`where` leaves out."""
    return [item for item, holds in _tested(value, name, target) if not holds]


@_nil_without_properties
def has(value: Any, name: Any, target: Any = None) -> Any:
    """Whether :func:`where` would find any."""
    return any(holds for _item, holds in _tested(value, name, target))


@_nil_without_properties
def find(value: Any, name: Any, target: Any = None) -> Any:
    """The first item that :func:`where` would find."""
    return next((item for item, holds in _tested(value, name, target) if holds), None)


@_nil_without_properties
def find_index(value: Any, name: Any, target: Any = None) -> Any:
    """The place of that item, from 0."""
    tested = enumerate(_tested(value, name, target))
    return next((index for index, (_item, holds) in tested if holds), None)


def sum(value: Any, name: Any = None) -> Any:
    """The sum of the items or of a property of theirs; what is no number counts 0."""
    total: Any = 0
    for item in flat(value):
        try:
            part = item if name is None else property_of(item, name)
        except NoPropertiesError:
            part = 0
        for number in flat(part):
            total = calculate(total, "+", number)
    return total
