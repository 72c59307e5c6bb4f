"""What compiled templates call: lookups, loops, comparisons (``variable_lookup.rb``, ``condition.rb``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, TypeVar

from proactive_ssg.i18n import _, ngettext
from proactive_ssg.liquid.comparing import CONDITIONS
from proactive_ssg.liquid.errors import LiquidError, undefined_variable
from proactive_ssg.liquid.expressions import to_integer as leading_integer
from proactive_ssg.liquid.loops import ForLoop, TableRowLoop
from proactive_ssg.liquid.values import (
    BLANK,
    EMPTY,
    FilterError,
    Literal,
    first,
    items_of,
    last,
    size,
    to_s,
)

__all__ = [
    "NAMES", "ForLoop", "TableRowLoop", "command", "context_filter", "index", "item", "items", "prop", "text",
]  # fmt: skip

F = TypeVar("F", bound=Callable[..., Any])
LARGEST = 10**18
LONGEST = 2**62  # of a range: Python counts no further
_PLAIN = frozenset((str, int, float, bool, type(None), range))


def context_filter(function: F) -> F:
    """Mark a filter that wants the running :class:`Context` before its value."""
    function.liquid_context = True  # type: ignore[attr-defined]
    return function


def text(value: Any) -> str:
    """What ``{{ value }}`` writes."""
    if value.__class__ is str:
        return str(value)
    if value is None:
        return ""
    return repr(value) if value.__class__ is int and -LARGEST < value < LARGEST else to_s(value)


def prop(value: Any, key: Any) -> Any:
    """``value.key`` and ``value["key"]`` where the key has no meaning of its own."""
    kind = value.__class__
    if kind in _PLAIN or kind is list:
        return None
    if isinstance(value, dict):  # the drops of a host among them: its own ``get`` would be slower
        try:
            return value[key]
        except KeyError:
            return None
    return value.get(key) if isinstance(value, Mapping) else None


def command(value: Any, key: str) -> Any:
    """``value.size``, ``.first``, ``.last``: the key of a hash comes first."""
    if isinstance(value, Mapping):
        if key in value:
            return value[key]
        if key == "last" or hasattr(value, "ruby_class"):
            return None
    if key == "size":
        if isinstance(value, (str, list, tuple, range, Mapping)) or value.__class__ is int:
            return size(value)
        return None
    return first(value) if key == "first" else last(value)


def item(value: Any, key: Any) -> Any:
    """``value[key]``."""
    if key.__class__ is int:
        return index(value, key)
    if isinstance(value, Mapping):
        try:
            return value.get(key)
        except TypeError:
            return None
    return None


def index(value: Any, key: int) -> Any:
    """``value[0]``: an item of an array, counted from the end where it is negative; the key of a hash."""
    if isinstance(value, (list, tuple)):
        return value[key] if -len(value) <= key < len(value) else None
    if isinstance(value, Mapping):
        return value.get(key)
    return None


def walk(value: Any, keys: Sequence[tuple[Any, bool]]) -> Any:
    """A lookup of many segments: each with whether it may be a command."""
    for key, dotted in keys:
        value = command(value, key) if dotted and key in ("size", "first", "last") else item(value, key)
    return value


def strictly(value: Any, key: Any, dotted: bool) -> Any:
    """As the others, under ``strict_variables``: what is not there is an error."""
    if isinstance(value, Mapping):
        known = key in value or (dotted and key in ("size", "first") and not hasattr(value, "ruby_class"))
    elif isinstance(value, (list, tuple)):
        known = key.__class__ is int or (dotted and key in ("size", "first", "last"))
    else:
        known = (
            dotted and key == "size" and isinstance(value, (str, int, range)) and not isinstance(value, bool)
        )
        known = known or (dotted and key in ("first", "last") and isinstance(value, range))
    if not known:
        raise undefined_variable(to_s(key))
    return walk(value, ((key, dotted),))


# -- loops ---------------------------------------------------------------------------------------


def items(value: Any) -> Sequence[Any]:
    """What a loop goes over."""
    if value.__class__ is list or value.__class__ is tuple or value.__class__ is range:
        sequence: Sequence[Any] = value
        return sequence
    if value is None:
        return ()
    return value if isinstance(value, list) else list(items_of(value))


def part(sequence: Sequence[Any], start: int, limit: Any, dialect: int, value: Any) -> Sequence[Any]:
    """The items that ``offset`` and ``limit`` leave; a text is one item that they cannot take away."""
    stop = None if limit is None else loop_number(limit, dialect) + start
    if isinstance(value, str):
        return sequence
    return sequence[max(start, 0) : stop if stop is None else max(stop, 0)]


def loop_number(value: Any, dialect: int) -> int:
    """``offset`` and ``limit``: Ruby Liquid 4 takes what a text begins with, 5 whole numbers only."""
    if value is None:
        return 0
    if value.__class__ is int:
        return int(value)
    if isinstance(value, str):
        if dialect < 5:
            return leading_integer(value)
        try:
            return int(value)
        except ValueError:
            pass
    elif isinstance(value, float) and dialect < 5 and value == value and abs(value) < 1e300:  # noqa: PLR0124
        return int(value)
    raise LiquidError(_("invalid integer"))


def bound(value: Any) -> int:
    """An end of a range (``range_lookup.rb``): text counts by its digits, a fraction is an error."""
    if value.__class__ is int:
        return int(value)
    if value is None:
        return 0
    if isinstance(value, str):
        return leading_integer(value)
    raise LiquidError(_("invalid integer"))


def span(start: int, stop: int) -> range:
    """Ruby's ``start..stop``."""
    if stop - start > LONGEST:
        raise LiquidError(_("the range is too long"))
    return range(start, stop + 1)


def constant_bound(value: Any) -> int:
    """As :func:`bound`, where Ruby knows both ends when it parses, and cuts fractions."""
    return int(value) if isinstance(value, float) else bound(value)


# -- conditions ----------------------------------------------------------------------------------


def is_empty(value: Any) -> bool:
    """``== empty``."""
    return (
        isinstance(value, (str, list, tuple, Mapping)) and not hasattr(value, "ruby_class") and not len(value)
    )


def is_blank(value: Any) -> bool:
    """``== blank`` where Rails gives every value the question (Liquid 5 as it is usually run)."""
    return (
        value is None or value is False or is_empty(value) or (isinstance(value, str) and not value.strip())
    )


def as_text(value: Any) -> Any:
    """``empty`` and ``blank`` are a text once a filter gave them back."""
    return "" if isinstance(value, Literal) else value


def never(_value: Any) -> bool:
    """What nothing is equal to."""
    return False


def unknown_operator(operator: str) -> NoReturn:
    raise LiquidError(_("unknown operator “{operator}”").format(operator=operator))


def unknown_filter(name: str) -> NoReturn:
    message = _("undefined filter “{name}”").format(name=name)
    raise LiquidError(message, ruby=f"undefined filter {name}")


def wrong_arguments(name: str, given: int, expected: str) -> NoReturn:
    """``expected``: how many Ruby's method takes, which counts the value itself."""
    message = ngettext(
        "the filter “{name}” does not take {count} argument",
        "the filter “{name}” does not take {count} arguments",
        given,
    )
    ruby = f"wrong number of arguments (given {given + 1}, expected {expected})"
    raise FilterError(message.format(name=name, count=given), ruby=ruby)


NAMES: dict[str, Any] = {
    "ONCE": (0,),
    "BLANK": BLANK, "EMPTY": EMPTY, "ForLoop": ForLoop, "TableRowLoop": TableRowLoop, "as_text": as_text,
    "bound": bound, "command": command, "constant_bound": constant_bound, "index": index,
    "is_blank": is_blank, "is_empty": is_empty, "item": item, "items": items, "loop_number": loop_number,
    "never": never, "part": part, "prop": prop, "span": span, "strictly": strictly, "text": text,
    "unknown_filter": unknown_filter, "unknown_operator": unknown_operator, "walk": walk,
    "wrong_arguments": wrong_arguments, **CONDITIONS,
}  # fmt: skip
