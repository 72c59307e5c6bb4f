"""Bounds of a rendering: a template that runs away ends with a message, not with a full memory.

Jinja's sandbox keeps templates from reaching Python; it bounds ``range`` only. Here every turn of a
loop, call and include of one page is paid from one :class:`Budget`, and text cannot grow without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from jinja2.exceptions import TemplateRuntimeError

from proactive_ssg.i18n import _
from proactive_ssg.liquid.nesting import contents
from proactive_ssg.liquid.prices import GRAINS, price_of

__all__ = [
    "CALL_STEPS",
    "MAX_RANGE",
    "MAX_STEPS",
    "MAX_TEXT",
    "Budget",
    "TemplateLimitError",
    "bounded_range",
    "check_call",
    "check_method",
    "check_operator",
    "check_size",
]  # fmt: skip

MAX_STEPS = 2_000_000
MAX_TEXT = 20_000_000
MAX_RANGE = 100_000
MAX_BITS = 5_000
CALL_STEPS = 10  # a call takes about as long as this many turns of an empty loop

TURN = 5  # a turn of a loop takes as long as so many turns of an empty one in Liquid, which prices are in
COPIED = 300  # so many characters are copied or compared in the time of one of those
LISTED = 5  # and so many items of a list

_WIDE = re.compile(r"[0-9]{7}|\*")
_NESTED_FIELD = re.compile(r"\{[^{}]*:[^{}]*\{")
_PADDING = frozenset(("ljust", "rjust", "center", "zfill", "expandtabs", "indent", "batch", "slice"))


class TemplateLimitError(TemplateRuntimeError):
    """A template went beyond what any page needs."""


class Budget:
    """What is left for the page being rendered, in turns of Liquid (:mod:`proactive_ssg.liquid.prices`)."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_STEPS * TURN

    def renew(self) -> None:
        """A page begins."""
        self.left = MAX_STEPS * TURN

    def spend(self, steps: int) -> None:
        """Pay for turns of a loop, or for what takes as long."""
        self.pay(steps * TURN)

    def pay(self, turns: int) -> None:
        """Pay for what takes as long as so many turns of a loop in Liquid."""
        self.left -= turns
        if self.left < 0:
            message = _("the template takes more than {count} loop turns and calls for one page")
            raise TemplateLimitError(message.format(count=MAX_STEPS))

    def loop_items(self, items: Any) -> Any:
        """What ``for`` goes over: nothing for nil, a text as one item (as in Liquid); paid in advance."""
        if items is None:
            return ()
        if isinstance(items, str):
            return (items,)
        try:
            count = len(items)
        except TypeError:
            items = list(islice(items, self.left // TURN + 1)) if isinstance(items, Iterable) else items
            count = len(items) if isinstance(items, list) else 0
        self.spend(count)
        return items

    def copied(self, value: Any) -> Any:
        """``value``, paid for if it is a long text or list that is copied or compared."""
        if isinstance(value, str):
            if len(value) >= COPIED:
                self.pay(len(value) // COPIED)
        elif isinstance(value, (list, tuple)) or type(value) is dict:
            self.pay(contents(value, self.left, deep=True)[0] // LISTED)
        return value

    def made(self, value: Any) -> Any:
        """As :meth:`copied`, of a text or list that a page may need."""
        return self.copied(check_size(value))

    def filtered(self, name: str, arguments: Iterable[Any]) -> None:
        """Pay for a call of the filter ``name``."""
        price = price_of(name)
        self.pay(price.call // GRAINS + 1)
        if not price.text:
            return
        for value in arguments:
            if isinstance(value, str):
                self.pay(len(value) // price.text)
            elif isinstance(value, (list, tuple, Mapping)):
                self.pay(len(value) * price.item // GRAINS)
                if not isinstance(value, Mapping) or type(value) is dict:
                    values, characters = contents(value, self.left, deep=price.deep)
                    self.pay((values - len(value)) * price.item // GRAINS)
                    self.pay(characters // price.text if price.deep else 0)


def bounded_range(*arguments: int) -> range:
    """``range``, of a length that a page may need."""
    found = range(*arguments)
    if len(found) > MAX_RANGE:
        raise TemplateLimitError(_("range() gives at most {count} numbers").format(count=MAX_RANGE))
    return found


def check_size(value: Any) -> Any:
    """``value``, unless it is a text or list that no page needs."""
    if isinstance(value, (str, list, tuple)) and len(value) > MAX_TEXT:
        raise _too_long()
    return value


def _too_long() -> TemplateLimitError:
    return TemplateLimitError(
        _("the template makes a text or list of more than {count} characters or items").format(count=MAX_TEXT)
    )


def check_operator(operator: str, left: Any, right: Any) -> None:
    """Refuse ``"x" * 10**9``, ``"%999999999d" % 1`` and ``9 ** 9 ** 9`` before they are computed."""
    if operator == "*":
        for value, times in ((left, right), (right, left)):
            repeated = isinstance(value, (str, list, tuple)) and isinstance(times, int)
            if repeated and len(value) * times > MAX_TEXT:
                raise _too_long()
        if isinstance(left, int) and isinstance(right, int):
            _check_number(left.bit_length() + right.bit_length())
    elif operator == "+":
        if isinstance(left, (str, list, tuple)) and type(left) is type(right):
            check_size(left)
    elif operator == "%":
        if isinstance(left, str) and _WIDE.search(left):
            raise _too_long()
    elif isinstance(left, int) and isinstance(right, int):
        _check_number(left.bit_length() * right)


def _check_number(bits: int) -> None:
    if bits > MAX_BITS:
        raise TemplateLimitError(_("the template computes a number that is too large"))


def check_call(function: Any, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> None:
    """Refuse a method of text, or a filter (by its name), that would make a text without measure."""
    owner = getattr(function, "__self__", None)
    if isinstance(owner, str):
        check_method(getattr(function, "__name__", ""), owner, (*arguments, *keywords.values()))


def check_method(name: str, text: Any, arguments: Sequence[Any]) -> None:
    """As :func:`check_call`, for the method or filter ``name`` on ``text``."""
    wide = any(isinstance(argument, int) and argument > 100_000 for argument in arguments)
    if name in _PADDING and wide:
        raise _too_long()
    if name == "format" and isinstance(text, str):
        if _WIDE.search(text) or (wide and _NESTED_FIELD.search(text)):
            raise _too_long()
    elif name == "replace" and isinstance(text, str) and len(arguments) > 1:
        old, new = str(arguments[0]), str(arguments[1])
        if text.count(old) * len(new) > MAX_TEXT:
            raise _too_long()
