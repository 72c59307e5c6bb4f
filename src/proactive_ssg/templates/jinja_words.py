"""Words of Jinja2 layouts for what Liquid means: tests, functions and the filter ``part``.

Where Jinja2 reads a condition in another way (truth, equality, order), a migrated layout says it with these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import TemplateRuntimeError, Undefined
from jinja2.utils import Namespace

from proactive_ssg.i18n import _
from proactive_ssg.liquid.runtime import bound, is_empty, items
from proactive_ssg.liquid.runtime import part as part_of
from proactive_ssg.liquid.values import contains, equal, is_truthy, ordered
from proactive_ssg.templates.bounds import bounded_range

__all__ = ["FUNCTIONS", "TESTS", "nil", "part"]

_CYCLES, _COUNTERS = "cycle of ", "counter of "


def nil(value: Any) -> Any:
    """None for what is not there."""
    return None if isinstance(value, Undefined) else value


# -- tests ---------------------------------------------------------------------------------------


def is_given(value: Any) -> bool:
    """Liquid's truth: neither nil nor false; 0, ``""`` and ``[]`` are given."""
    return is_truthy(nil(value))


def is_equal(value: Any, other: Any) -> bool:
    """``==`` of Ruby: a number is never true or text."""
    return equal(nil(value), nil(other))


def is_containing(value: Any, part: Any) -> bool:
    """``contains``: text in text, an item in a list, a key in a mapping."""
    return contains(nil(value), nil(part))


def _order(sign: str) -> Callable[[Any, Any], bool]:
    def compare(value: Any, other: Any) -> bool:
        return ordered(nil(value), sign, nil(other))

    return compare


TESTS: Mapping[str, Callable[..., bool]] = {
    "given": is_given,
    "equal": is_equal,
    "containing": is_containing,
    "below": _order("<"),
    "above": _order(">"),
    "at_most": _order("<="),
    "at_least": _order(">="),
    "empty": lambda value: is_empty(nil(value)),
}


# -- functions and filters -----------------------------------------------------------------------


def part(value: Any, offset: Any = None, limit: Any = None, reversed: bool = False) -> Any:
    """The items that a loop of Liquid goes over, with its ``offset``, ``limit`` and ``reversed``."""
    value, found = nil(value), items(nil(value))
    if offset is not None or limit is not None:
        found = part_of(found, bound(nil(offset)), nil(limit), 4, value)
    return found[::-1] if reversed else found


def span(start: Any, stop: Any) -> range:
    """Liquid's ``(start..stop)``."""
    return bounded_range(bound(nil(start)), bound(nil(stop)) + 1)


def _state(namespace: Any, key: str, default: Any) -> Any:
    if not isinstance(namespace, Namespace):
        raise TemplateRuntimeError(_("what counts needs a namespace: {% set ns = namespace() %}"))
    try:
        return getattr(namespace, key)
    except AttributeError:
        return default


def cycle(namespace: Namespace, *values: Any, name: Any = None) -> Any:
    """``{% cycle %}``: the value whose turn it is; where it stands is kept in ``namespace``."""
    key = _CYCLES + repr(list(values) if name is None else [str(name)])
    turn = _state(namespace, key, 0)
    namespace[key] = turn + 1 if turn + 1 < len(values) else 0
    return values[turn] if turn < len(values) else None


def increment(namespace: Namespace, name: str) -> int:
    """``{% increment name %}``: the number before it is counted up, kept in ``namespace``."""
    count = int(_state(namespace, _COUNTERS + name, 0))
    namespace[_COUNTERS + name] = count + 1
    return count


def decrement(namespace: Namespace, name: str) -> int:
    """``{% decrement name %}``: the number after it is counted down."""
    count = int(_state(namespace, _COUNTERS + name, 0)) - 1
    namespace[_COUNTERS + name] = count
    return count


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "span": span,
    "cycle": cycle,
    "increment": increment,
    "decrement": decrement,
}
