"""The conditions of a running template: long texts and lists are paid for before they are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from proactive_ssg.liquid import values
from proactive_ssg.liquid.nesting import NestedList

if TYPE_CHECKING:
    from proactive_ssg.liquid.context import Context

__all__ = ["CONDITIONS"]

LONG_TEXT = 200  # so many characters are compared in the time of a turn of a loop
LONG_LIST = 50  # and so many items of a list
ITEMS = 4  # items that are no texts take longer


def _pay(context: Context, left: Any, right: Any) -> None:
    kind = left.__class__
    if kind is str:
        if len(left) >= LONG_TEXT:
            context.spend(len(left) // LONG_TEXT)
    elif kind is NestedList:
        context.spend(left.weight // ITEMS)
    elif (kind is list or kind is tuple) and len(left) >= LONG_LIST:
        context.spend(len(left) // (LONG_LIST if right.__class__ is str else ITEMS))


def contains(context: Context, left: Any, right: Any) -> bool:
    """Liquid's ``contains``; the context pays for the length of what is searched."""
    _pay(context, left, right)
    return values.contains(left, right)


def equal(context: Context, left: Any, right: Any) -> bool:
    """As :func:`.values.equal`; what lies in lists and hashes is paid for where it is reached."""
    kind = left.__class__
    if kind is str:
        _pay(context, left, right)
    elif isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        if len(left) != len(right):
            return False
        context.spend(len(left) // ITEMS + 1)
        return all(equal(context, one, other) for one, other in zip(left, right, strict=True))
    elif kind is dict and right.__class__ is dict and left is not right:
        if len(left) != len(right):
            return False
        context.spend(len(left) // ITEMS + 1)
        return all(key in right and equal(context, item, right[key]) for key, item in left.items())
    return values.equal(left, right)


def _ordered(sign: str) -> Callable[[Context, Any, Any], bool]:
    def compare(context: Context, left: Any, right: Any) -> bool:
        _pay(context, left, right)
        return values.ordered(left, sign, right)

    return compare


CONDITIONS: Mapping[str, Callable[[Context, Any, Any], bool]] = {
    "contains": contains,
    "equal": equal,
    "lt": _ordered("<"),
    "gt": _ordered(">"),
    "le": _ordered("<="),
    "ge": _ordered(">="),
}
