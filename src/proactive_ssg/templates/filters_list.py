"""Filters on lists and objects (``lib/jekyll/filters.rb``, ``grouping_filters.rb``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid.filters.arrays import sorted_by, strict_order
from proactive_ssg.liquid.filters.text import text_of
from proactive_ssg.liquid.nesting import bounded_range, grown
from proactive_ssg.liquid.numbers import leading_integer
from proactive_ssg.liquid.printing import inspect_hash
from proactive_ssg.liquid.values import FilterError, class_name, compare, inspect, to_integer, to_s
from proactive_ssg.templates.filters_text import xml_escape
from proactive_ssg.templates.filters_where import find, item_property, where
from proactive_ssg.templates.json_text import pretty_json, to_json

FILTERS = (
    "find", "group_by", "jsonify", "pop", "push", "sample", "shift", "sort", "unshift", "where",
)  # fmt: skip
__all__ = [
    "FILTERS", "find", "group_by", "grouped", "inspect_filter", "jsonify", "pairs_or_items",
    "pop", "push", "sample", "shift", "sort", "to_integer_filter", "unshift", "where",
]  # fmt: skip


def group_by(items: Any, name: Any) -> Any:
    """``[{name, items, size}]``, one for each value of the property, in the order in which they come."""
    found = pairs_or_items(items)
    if found is None:
        return items
    groups: dict[str, list[Any]] = {}
    name = text_of(name)
    for item in found:
        groups.setdefault(text_of(item_property(item, name)), []).append(item)
    return grouped(groups)


def grouped(groups: Mapping[Any, list[Any]]) -> list[dict[str, Any]]:
    """What the grouping filters give."""
    return [{"name": name, "items": members, "size": len(members)} for name, members in groups.items()]


def pairs_or_items(items: Any) -> Iterable[Any] | None:
    """What filters that group go over: ``[key, value]`` of an object."""
    if isinstance(items, Mapping):
        return [[key, value] for key, value in items.items()]
    return bounded_range(items) if isinstance(items, (list, tuple, range)) else None


# -- order ---------------------------------------------------------------------------------------


def sort(items: Any, name: Any = None, nils: Any = "first") -> Any:
    """In order, by a property if one is named; ``nils``: ``first`` or ``last``."""
    if items is None:
        raise FilterError(_("cannot sort a null object"))
    found = pairs_or_items(items)
    if found is None:
        raise FilterError(_("cannot sort {kind}: an array is needed here").format(kind=class_name(items)))
    if name is None:
        values = list(found)
        return sorted_by(values, values, strict_order)
    if nils not in ("first", "last"):
        message = _("{nils!r} is not a valid nils order: it must be 'first' or 'last'")
        raise FilterError(message.format(nils=to_s(nils)))
    values, name = list(found), text_of(name)
    keys = [item_property(item, name) for item in values]
    return sorted_by(values, keys, _order_with_nils(-1 if nils == "first" else 1))


def _order_with_nils(nils: int) -> Any:
    def order(one: Any, other: Any) -> int:
        if one is None or other is None:
            return 0 if one is other else nils if one is None else -nils
        found = compare(one, other)
        if found is not None:
            return found
        first, second = text_of(one), text_of(other)
        return int(first > second) - int(first < second)

    return order


# -- arrays as stacks ----------------------------------------------------------------------------


def push(items: Any, value: Any) -> Any:
    """With ``value`` at the end."""
    return grown([*items, value], items, value) if isinstance(items, (list, tuple)) else items


def unshift(items: Any, value: Any) -> Any:
    """With ``value`` at the start."""
    return grown([value, *items], items, value) if isinstance(items, (list, tuple)) else items


def pop(items: Any, count: Any = 1) -> Any:
    """Without the last ``count`` items."""
    if not isinstance(items, (list, tuple)):
        return items
    return list(items[: max(len(items) - _positive(count), 0)])


def shift(items: Any, count: Any = 1) -> Any:
    """Without the first ``count`` items."""
    return list(items[_positive(count) :]) if isinstance(items, (list, tuple)) else items


def _positive(count: Any) -> int:
    number = to_integer(count)
    if number < 0:
        raise FilterError(_("negative array size"))
    return number


def sample(items: Any, count: Any = 1) -> Any:
    """``count`` items as if at random: the same ones for the same items at every build."""
    if not isinstance(items, (list, tuple)):
        return items
    try:
        number = to_integer(count)
    except FilterError:
        number = 1
    if number < 0:
        raise FilterError(_("negative sample number"))
    import random

    chance = random.Random(len(items))  # noqa: S311 (nothing secret)
    if number == 1:
        return chance.choice(items) if items else None
    return chance.sample(list(items), min(number, len(items)))


# -- single values -------------------------------------------------------------------------------


def to_integer_filter(value: Any) -> int:
    """As Ruby's ``to_i``: the digits at the start, 0 without any."""
    if isinstance(value, (bool, int)):
        return int(value)
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124
            raise FilterError(to_s(value))
        return int(value)
    if isinstance(value, datetime):
        return int(value.timestamp() // 1)
    return leading_integer(to_s(value))


def jsonify(value: Any) -> str:
    """JSON without white space; dates as Jekyll prints them, pages with all their keys."""
    return to_json(value)


def inspect_filter(value: Any) -> str:
    """Ruby's ``inspect``, escaped for HTML; a drop as JSON, but a page as the hash that it is."""
    if isinstance(value, Mapping):
        text = pretty_json(value) if hasattr(value, "ruby_class") else inspect_hash(value)
        return xml_escape(text)
    return xml_escape(inspect(value))
