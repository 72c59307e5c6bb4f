"""What values mean in a template, as Ruby has it: text, truth, equality, order.

Values are ``str int float Decimal bool None datetime date``, lists and tuples, ``range`` (Ruby's ``1..3``),
mappings, and what a host brings along (drops, which are mappings with a ``ruby_class`` and write themselves).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from proactive_ssg.i18n import _
from proactive_ssg.liquid.numbers import FilterError, to_integer, to_number
from proactive_ssg.liquid.printing import inspect, join, print_time, to_s

__all__ = [
    "BLANK", "EMPTY", "FilterError", "Literal", "class_name", "compare", "contains", "equal", "first",
    "inspect", "is_truthy", "items_of", "join", "last", "ordered", "print_time", "same_key", "size",
    "slice_collection", "to_integer", "to_number", "to_s",
]  # fmt: skip


class Literal:
    """``empty`` and ``blank``: equal to a value that has the quality, and printed as nothing."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def holds(self, value: Any) -> bool:
        """Liquid 5's ``liquid_empty?`` and ``liquid_blank?`` (``condition.rb``)."""
        if isinstance(value, Literal):
            return False
        if isinstance(value, (str, list, tuple, Mapping)):
            return len(value) == 0 or (self.name == "blank" and isinstance(value, str) and not value.strip())
        return self.name == "blank" and (value is None or value is False)

    def __str__(self) -> str:
        return ""

    def __repr__(self) -> str:
        return self.name


EMPTY: Final = Literal("empty")
BLANK: Final = Literal("blank")


# -- truth, equality, order ----------------------------------------------------------------------


def is_truthy(value: Any) -> bool:
    """Everything but nil and false."""
    return value is not None and value is not False


def equal(left: Any, right: Any) -> bool:
    """Ruby's ``==``: ``1 == 1.0``, but a number is never true or text."""
    if type(left) is type(right) is str:
        return bool(left == right)
    if isinstance(left, Literal):
        return left is right or left.holds(right)
    if isinstance(right, Literal):
        return right.holds(left)
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, (list, tuple)):
        same = isinstance(right, (list, tuple)) and len(left) == len(right)
        return same and all(map(equal, left, right))
    if isinstance(left, Mapping):
        return _equal_hashes(left, right)
    return bool(left == right)


def _equal_hashes(left: Mapping[Any, Any], right: Any) -> bool:
    if left is right or hasattr(left, "ruby_class") or hasattr(right, "ruby_class"):
        return bool(left == right)
    if not isinstance(right, Mapping) or len(left) != len(right):
        return False
    return all(key in right and equal(item, right[key]) for key, item in left.items())


def same_key(value: Any) -> Any:
    """A hashable stand-in: two values have the same one when Ruby's ``eql?`` holds (``1`` is not ``1.0``)."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, (list, tuple)):
        return (list, *map(same_key, value))
    if isinstance(value, Mapping) and not hasattr(value, "ruby_class"):
        return (dict, frozenset((same_key(key), same_key(item)) for key, item in value.items()))
    if isinstance(value, (bool, int, float, Decimal)):
        return (type(value), value)
    return value


_CLASSES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, ""), (str, "String"), (int, "Integer"), ((float, Decimal), "Float"), (datetime, "Time"),
    (date, "Date"), ((list, tuple), "Array"), (range, "Range"),
)  # fmt: skip


def class_name(value: Any) -> str:
    """The name of Ruby's class of ``value``."""
    if value is None:
        return "NilClass"
    for kind, name in _CLASSES:
        if isinstance(value, kind):
            return name or ("TrueClass" if value else "FalseClass")
    if isinstance(value, Mapping):
        return getattr(value, "ruby_class", "") or "Hash"
    return type(value).__name__


_NUMBERS = (int, float, Decimal)
_ORDERED = (str, *_NUMBERS, date)
_JULIAN = 1_721_424.5  # a date of Ruby compares with a number as its astronomical Julian day


def compare(left: Any, right: Any) -> int | None:
    """Ruby's ``<=>``: -1, 0, 1, or None for what has no order."""
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        for one, other in zip(left, right, strict=False):
            if order := compare(one, other):
                return order
            if order is None:
                return None
        return (len(left) > len(right)) - (len(left) < len(right))
    if isinstance(left, bool) or isinstance(right, bool) or left is None or right is None:
        return 0 if left is right else None
    if isinstance(left, (int, float, Decimal)):
        return _order(left, right) if isinstance(right, (int, float, Decimal)) else None
    if isinstance(left, str):
        return _order(str(left), str(right)) if isinstance(right, str) else None
    if isinstance(left, datetime):
        return _order(_aware(left), _aware(right)) if isinstance(right, datetime) else None
    if isinstance(left, date):
        if isinstance(right, _NUMBERS):
            return _order(left.toordinal() + _JULIAN, right)
        return _order(left, right) if isinstance(right, date) and not isinstance(right, datetime) else None
    if (ranked := getattr(left, "compare", None)) is not None and isinstance(left, Mapping):
        order = ranked(right)
        return None if order is None else int(order)
    return 0 if equal(left, right) else None


def _order(left: Any, right: Any) -> int | None:
    return -1 if left < right else 1 if left > right else 0 if left == right else None


def _aware(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def ordered(left: Any, operator: str, right: Any) -> bool:
    """``left < right`` and so on as a condition has it: false for what has no order (``condition.rb``).

    Raises :class:`FilterError` as Ruby does for two that each have one, but not with each other.
    """
    for value in (left, right):
        if isinstance(value, bool) or not isinstance(value, _ORDERED):
            return False
    order = compare(left, right)
    if order is None:
        if isinstance(left, _NUMBERS) and isinstance(right, _NUMBERS):
            return False  # NaN
        message = _("comparison of {one} with {other} failed")
        raise FilterError(message.format(one=class_name(left), other=_named(right)))
    match operator:
        case "<":
            return order < 0
        case ">":
            return order > 0
        case "<=":
            return order <= 0
        case _:
            return order >= 0


def _named(value: Any) -> str:
    """How Ruby names the second of two that cannot be compared."""
    return inspect(value) if value is None or isinstance(value, (bool, int, float)) else class_name(value)


def contains(left: Any, right: Any) -> bool:
    """The operator ``contains``: text in text, an item in an array, a key in a hash."""
    if not is_truthy(left) or not is_truthy(right):
        return False
    if isinstance(left, str):
        return (inspect(right) if isinstance(right, (list, tuple)) else to_s(right)) in left
    if isinstance(left, Mapping):
        return isinstance(right, (str, int, float, date)) and right in left
    if isinstance(left, (list, tuple)):
        if isinstance(right, str):
            return right in left
        return any(equal(item, right) for item in left)
    number = isinstance(right, (int, float)) and not isinstance(right, bool)
    return isinstance(left, range) and number and left.start <= right < left.stop


# -- parts ---------------------------------------------------------------------------------------


def size(value: Any) -> int:
    """The length of text, arrays and hashes; a whole number has eight bytes in Ruby; 0 for the rest."""
    if isinstance(value, (str, list, tuple, Mapping, range)):
        return 0 if hasattr(value, "ruby_class") else len(value)  # a drop of Jekyll's has no size
    if isinstance(value, int) and not isinstance(value, bool):
        bits = (value if value >= 0 else ~value).bit_length()
        return 8 if bits < 63 else -(-abs(value).bit_length() // 8)
    return 0


def first(value: Any) -> Any:
    """The first item, of a hash the first ``[key, value]``; None for what has none."""
    if isinstance(value, range):
        return value.start  # of a range that holds nothing, too
    if isinstance(value, (list, tuple)):
        return value[0] if len(value) else None
    if isinstance(value, Mapping):
        return next(([key, item] for key, item in value.items()), None)
    return None


def last(value: Any) -> Any:
    """The last item of an array or range; None for the rest, a hash too."""
    if isinstance(value, range):
        return value.stop - 1
    return value[-1] if isinstance(value, (list, tuple)) and len(value) else None


def items_of(value: Any) -> Iterator[Any]:
    """What ``for`` goes over: items, ``[key, value]`` of a hash, keys of a drop, a text that is not empty."""
    if isinstance(value, str):
        return iter([value] if value else [])
    if isinstance(value, Mapping):
        if hasattr(value, "ruby_class"):  # Jekyll's drops give their keys only
            return iter(list(value))
        return ([key, item] for key, item in value.items())
    return iter(value) if isinstance(value, (list, tuple, range)) else iter(())


def slice_collection(value: Any, start: int, stop: int | None) -> list[Any]:
    """The items from ``start`` up to ``stop`` (None: to the end) (``utils.rb``)."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, (list, tuple)) and start >= 0 and (stop is None or stop >= 0):
        return list(value[start:stop])
    if stop is not None and stop <= 0:
        return []
    return list(islice(items_of(value), max(start, 0), stop))
