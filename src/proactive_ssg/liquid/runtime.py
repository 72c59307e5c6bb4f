"""What compiled templates call: lookups, loops, comparisons (``variable_lookup.rb``, ``condition.rb``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NoReturn, TypeVar

from proactive_ssg.i18n import _
from proactive_ssg.liquid.errors import LiquidError
from proactive_ssg.liquid.expressions import to_integer as leading_integer
from proactive_ssg.liquid.values import (
    FilterError,
    contains,
    equal,
    first,
    items_of,
    last,
    ordered,
    size,
    to_s,
)

__all__ = [
    "NAMES", "ForLoop", "TableRowLoop", "command", "context_filter", "index", "item", "items", "prop", "text",
]  # fmt: skip

F = TypeVar("F", bound=Callable[..., Any])
_PLAIN = frozenset((str, int, float, bool, type(None), range))


def context_filter(function: F) -> F:
    """Mark a filter that wants the running :class:`Context` before its value."""
    function.liquid_context = True  # type: ignore[attr-defined]
    return function


class ForLoop(Mapping[str, Any]):
    """``forloop``; ``parentloop`` is the loop around it."""

    __slots__ = ("index0", "length", "name", "parentloop")
    ruby_class = "Liquid::ForloopDrop"
    _keys = ("name", "length", "parentloop", "index", "index0", "rindex", "rindex0", "first", "last")

    def __init__(self, name: str, length: int, parentloop: Any) -> None:
        self.name = name
        self.length = length
        self.parentloop = parentloop
        self.index0 = 0

    def __getitem__(self, key: str) -> Any:
        match key:
            case "index":
                return self.index0 + 1
            case "index0" | "length" | "name" | "parentloop":
                return getattr(self, key)
            case "first":
                return self.index0 == 0
            case "last":
                return self.index0 == self.length - 1
            case "rindex":
                return self.length - self.index0
            case "rindex0":
                return self.length - self.index0 - 1
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __str__(self) -> str:
        return self.ruby_class

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class TableRowLoop(ForLoop):
    """``tablerowloop``."""

    __slots__ = ("cols",)
    ruby_class = "Liquid::TablerowloopDrop"
    _keys = (
        "length", "index", "index0", "rindex", "rindex0", "first", "last", "col", "col0", "col_first",
        "col_last", "row",
    )  # fmt: skip

    def __init__(self, length: int, cols: int) -> None:
        super().__init__("", length, None)
        self.cols = cols

    @property
    def col(self) -> int:
        return self.index0 % self.cols + 1 if self.cols > 0 else self.index0 + 1

    @property
    def row(self) -> int:
        return self.index0 // self.cols + 1 if self.cols > 0 else 1

    def __getitem__(self, key: str) -> Any:
        match key:
            case "col" | "row":
                return getattr(self, key)
            case "col0":
                return self.col - 1
            case "col_first":
                return self.col == 1
            case "col_last":
                return self.col == self.cols
            case "name" | "parentloop":
                raise KeyError(key)
        return super().__getitem__(key)

    def opening(self) -> str:
        return f'<td class="col{self.col}">'

    def closing(self) -> str:
        if self.col == self.cols and self.index0 != self.length - 1:
            return f'</td></tr>\n<tr class="row{self.row + 1}">'
        return "</td>"


def text(value: Any) -> str:
    """What ``{{ value }}`` writes."""
    return value if value.__class__ is str else "" if value is None else to_s(value)


def prop(value: Any, key: Any) -> Any:
    """``value.key`` and ``value["key"]`` where the key has no meaning of its own."""
    if value.__class__ in _PLAIN or value.__class__ is list:
        return None
    if isinstance(value, Mapping):
        return value[key] if key in value else None
    return None


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
            return value[key] if key in value else None
        except TypeError:
            return None
    return None


def index(value: Any, key: int) -> Any:
    """``value[0]``: an item of an array, counted from the end where it is negative; the key of a hash."""
    if isinstance(value, (list, tuple)):
        return value[key] if -len(value) <= key < len(value) else None
    if isinstance(value, Mapping):
        return value[key] if key in value else None
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
        raise LiquidError(_("undefined variable {name}").format(name=to_s(key)))
    return walk(value, ((key, dotted),))


# -- loops ---------------------------------------------------------------------------------------


def items(value: Any) -> Sequence[Any]:
    """What a loop goes over."""
    if value.__class__ is list or value.__class__ is tuple or value.__class__ is range:
        sequence: Sequence[Any] = value
        return sequence
    return () if value is None else list(items_of(value))


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
    return range(start, stop + 1)


def constant_bound(value: Any) -> int:
    """As :func:`bound`, where Ruby knows both ends when it parses, and cuts fractions."""
    return int(value) if isinstance(value, float) else bound(value)


# -- conditions ----------------------------------------------------------------------------------


def lt(left: Any, right: Any) -> bool:
    return ordered(left, "<", right)


def gt(left: Any, right: Any) -> bool:
    return ordered(left, ">", right)


def le(left: Any, right: Any) -> bool:
    return ordered(left, "<=", right)


def ge(left: Any, right: Any) -> bool:
    return ordered(left, ">=", right)


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


def unknown_operator(operator: str) -> NoReturn:
    raise LiquidError(_("unknown operator “{operator}”").format(operator=operator))


def unknown_filter(name: str) -> NoReturn:
    raise LiquidError(_("undefined filter “{name}”").format(name=name))


def wrong_arguments(name: str, given: int) -> NoReturn:
    raise FilterError(_("the filter “{name}” does not take {count} arguments").format(name=name, count=given))


NAMES: dict[str, Any] = {
    "ForLoop": ForLoop, "TableRowLoop": TableRowLoop, "bound": bound, "command": command, "constant_bound": constant_bound,
    "contains": contains, "equal": equal, "ge": ge, "gt": gt, "index": index, "is_blank": is_blank,
    "is_empty": is_empty, "item": item, "items": items, "le": le, "loop_number": loop_number, "lt": lt,
    "part": part, "prop": prop, "span": span, "strictly": strictly, "text": text,
    "unknown_filter": unknown_filter, "unknown_operator": unknown_operator, "walk": walk,
    "wrong_arguments": wrong_arguments, "ONCE": (0,),
}  # fmt: skip
