"""Liquid's filters on arrays (``standardfilters.rb``): nested ones flattened, a value is one item."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid import values
from proactive_ssg.liquid.filters.text import text_of
from proactive_ssg.liquid.nesting import NestedList, bounded_range, grown
from proactive_ssg.liquid.numbers import FilterError, to_integer
from proactive_ssg.liquid.values import class_name, compare, inspect, is_truthy, same_key
from proactive_ssg.ruby_sort import merge_sorted

__all__ = [
    "NoPropertiesError", "compact", "concat", "first", "first_5", "flat", "join", "last", "last_5", "map",
    "property_of", "reverse", "size", "slice", "sort", "sort_5", "sort_natural", "sorted_by",
    "strict_order", "uniq",
]  # fmt: skip

MAX_GLUE = 20_000_000


def flat(value: Any) -> list[Any]:
    """The items to work on (``InputIterator``)."""
    if isinstance(value, (list, tuple)):
        if not any(isinstance(item, (list, tuple)) for item in value):
            return list(value)
        return _flatten(value, ())
    if value is None:
        return []
    if isinstance(value, range):
        return _listed(value)
    # A drop of the host is gone through by its keys, as one of Jekyll's is; a hash is one item.
    return list(value) if hasattr(value, "as_json") and hasattr(value, "ruby_class") else [value]


def _listed(value: range) -> list[int]:
    return list(bounded_range(value))


def _flatten(items: Any, around: tuple[int, ...]) -> list[Any]:
    if id(items) in around or len(around) > 200:
        raise FilterError(_("tried to flatten recursive array"))
    around = (*around, id(items))
    return list(chain.from_iterable(
        _flatten(item, around) if isinstance(item, (list, tuple)) else (item,) for item in items
    ))  # fmt: skip


class NoPropertiesError(Exception):
    """The value has no ``[]`` in Ruby."""


def property_of(item: Any, name: Any) -> Any:
    """Ruby's ``item[name]``; raises :class:`FilterError` where that is a TypeError."""
    if isinstance(name, float) and isinstance(item, (str, list, tuple)):
        name = int(name)
    if isinstance(item, Mapping):
        return item.get(name) if isinstance(name, (str, int, float)) else None
    if isinstance(item, str):
        if isinstance(name, str):
            return name if name in item else None
        if isinstance(name, int) and not isinstance(name, bool):
            return item[name] if -len(item) <= name < len(item) else None
    if isinstance(item, (list, tuple)) and isinstance(name, int) and not isinstance(name, bool):
        return item[name] if -len(item) <= name < len(item) else None
    if isinstance(item, int) and not isinstance(item, bool) and isinstance(name, int):
        return (item >> name) & 1 if 0 <= name < 10_000 else 0
    if not _has_properties(item):
        raise NoPropertiesError
    raise FilterError(_("cannot select the property '{name}'").format(name=text_of(name)))


def _has_properties(item: Any) -> bool:
    return isinstance(item, (Mapping, str, list, tuple, int)) and not isinstance(item, bool)


# -- one value -----------------------------------------------------------------------------------


def size(value: Any) -> int:
    """How many items or characters."""
    return values.size(value)


def first(value: Any) -> Any:
    """The first item; of text, none."""
    return values.first(value)


def last(value: Any) -> Any:
    """The last item; of text, none."""
    return values.last(value)


def first_5(value: Any) -> Any:
    """As :func:`first`; Liquid 5.6 and later give the first character of text."""
    return value[:1] if isinstance(value, str) else values.first(value)


def last_5(value: Any) -> Any:
    """As :func:`last`; Liquid 5.6 and later give the last character of text."""
    return value[-1:] if isinstance(value, str) else values.last(value)


def join(value: Any, glue: Any = " ") -> str:
    """The items as one text; a text between many of them is no longer than a page needs."""
    items, text = flat(value), text_of(glue)
    if len(items) * len(text) > MAX_GLUE:
        message = _("what is put between the items makes more than {count} characters")
        raise FilterError(message.format(count=MAX_GLUE))
    return values.join(items, text)


def slice(value: Any, offset: Any, length: Any = None) -> Any:
    """``length`` characters or items (one without a length) from ``offset``, which may count from the end."""
    start = to_integer(offset)
    count = to_integer(length) if is_truthy(length) else 1
    sequence = list(value) if isinstance(value, (list, tuple)) else text_of(value)
    start = start + len(sequence) if start < 0 else start
    if start < 0 or count < 0:
        return sequence[:0]
    return sequence[start : start + count]


# -- order ---------------------------------------------------------------------------------------


def _is_nan(value: float | Decimal) -> bool:
    return value != value  # noqa: PLR0124


def sorted_by(items: Sequence[Any], keys: Sequence[Any], order: Callable[[Any, Any], int]) -> list[Any]:
    """``items`` by ``keys``, one for each; by Python's own sort, the faster one, where Ruby has its order."""
    kinds = set(map(type, keys))
    pairs: list[tuple[Any, Any]] = list(zip(keys, items, strict=True))
    if (
        kinds <= {str}
        or (kinds <= {int, float, Decimal} and not any(map(_is_nan, keys)))
        or (kinds == {datetime} and all(key.tzinfo is not None for key in keys))
    ):
        pairs.sort(key=lambda pair: pair[0])
    else:
        pairs = merge_sorted(pairs, lambda one, other: order(one[0], other[0]))
    return [pair[1] for pair in pairs]


def _keys(items: list[Any], name: Any) -> list[Any] | None:
    """The property of each item; None where an item has none at all."""
    if not all(_has_properties(item) for item in items):
        return None
    if len(items) == 1:
        return items  # Ruby compares nothing
    return [property_of(item, name) for item in items]


def strict_order(one: Any, other: Any) -> int:
    """Ruby's ``<=>``; raises :class:`FilterError` in the words of ``Array#sort`` where it is nil."""
    order = compare(one, other)
    if order is None:
        simple = other is None or isinstance(other, (bool, int, float))
        named = inspect(other) if simple else class_name(other)
        message = _("comparison of {one} with {other} failed")
        raise FilterError(message.format(one=class_name(one), other=named))
    return order


def _ordered(one: Any, other: Any) -> int:
    if one is None or other is None:
        return 1 if one is None else -1
    return strict_order(one, other)


def _ordered_5(one: Any, other: Any) -> int:
    order = compare(one, other)
    if order is not None:
        return order
    if one is None or other is None:
        return 1 if one is None else -1
    raise FilterError(_("cannot sort values of incompatible types"))


def _folded_order(one: Any, other: Any) -> int:
    if one is None or other is None:
        return 1 if one is None else -1
    return int(one > other) - int(one < other)


_UPPER = re.compile("[A-Z]+")


def _folded(value: Any) -> str | None:
    """What ``casecmp`` compares: the letters of ASCII in lower case."""
    if value is None:
        return None
    text = text_of(value)
    return text.lower() if text.isascii() else _UPPER.sub(lambda match: match[0].lower(), text)


def sort(value: Any, name: Any = None) -> Any:
    """In order, nil last; by a property if one is named, and then nil where an item can have none."""
    items = flat(value)
    keys = items if name is None or not items else _keys(items, name)
    return None if keys is None else sorted_by(items, keys, _ordered)


def sort_5(value: Any, name: Any = None) -> Any:
    """As :func:`sort`; Liquid 5 has other words for values without an order."""
    items = flat(value)
    keys = items if name is None or not items else _keys(items, name)
    return None if keys is None else sorted_by(items, keys, _ordered_5)


def sort_natural(value: Any, name: Any = None) -> Any:
    """As :func:`sort`, by the text of the values, whatever the case of its letters."""
    items = flat(value)
    keys = items if name is None or not items else _keys(items, name)
    return None if keys is None else sorted_by(items, [_folded(key) for key in keys], _folded_order)


def reverse(value: Any) -> list[Any]:
    """In the other order."""
    return flat(value)[::-1]


# -- selection -----------------------------------------------------------------------------------


def uniq(value: Any, name: Any = None) -> Any:
    """Each value once, or one item for each value of a property."""
    items = flat(value)
    if name is not None and items and not _has_properties(items[0]):
        return None
    if len(items) <= 1:
        return items
    found: dict[Any, Any] = {}
    for item in items:
        found.setdefault(same_key(item if name is None else _property(item, name)), item)
    return list(found.values())


def compact(value: Any, name: Any = None) -> Any:
    """Without nil, or without the items whose property is nil."""
    items = flat(value)
    if name is None:
        return [item for item in items if item is not None]
    if items and not _has_properties(items[0]):
        return None
    return [item for item in items if _property(item, name) is not None]


def _property(item: Any, name: Any) -> Any:
    try:
        return property_of(item, name)
    except NoPropertiesError:
        message = _("undefined method `[]' for {item}")
        raise FilterError(message.format(item=f"{inspect(item)}:{class_name(item)}")) from None


def map(value: Any, name: Any) -> list[Any]:
    """The property of each item; nil where it can have none."""
    if name == "to_liquid":
        return flat(value)
    return [property_of(item, name) if _has_properties(item) else None for item in flat(value)]


def concat(value: Any, other: Any) -> list[Any]:
    """Both arrays, one after the other."""
    if not isinstance(other, (list, tuple)):
        raise FilterError(_("concat filter requires an array argument"))
    base = flat(value)
    return grown([*base, *other], base, other) if _holds_lists(other) else [*base, *other]


def _holds_lists(value: Any) -> bool:
    return isinstance(value, NestedList) or any(
        item.__class__ is list or item.__class__ is dict for item in value
    )
