"""Bounds of a rendering: a template that runs away ends with a message, not with a full memory.

Jinja's sandbox keeps templates from reaching Python; it bounds ``range`` only. Here every turn of a
loop, call and include of one page is paid from one :class:`Budget`, and text cannot grow without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, cast

from jinja2 import nodes
from jinja2.exceptions import TemplateRuntimeError
from jinja2.visitor import NodeTransformer

from proactive_ssg.i18n import _

__all__ = [
    "CALL_STEPS",
    "MAX_RANGE",
    "MAX_STEPS",
    "MAX_TEXT",
    "BoundExpressions",
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
CALL_STEPS = 10  # a call takes about as long as this many turns of an empty loop

LOOP_FILTER = "loop_items"
CONCAT_FILTER = "bounded_text"

_WIDE = re.compile(r"[0-9]{7}|\*")
_NESTED_FIELD = re.compile(r"\{[^{}]*:[^{}]*\{")
_PADDING = frozenset(("ljust", "rjust", "center", "zfill", "expandtabs", "indent", "batch", "slice"))


class TemplateLimitError(TemplateRuntimeError):
    """A template went beyond what any page needs."""


class Budget:
    """What is left for the page being rendered."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_STEPS

    def renew(self) -> None:
        """A page begins."""
        self.left = MAX_STEPS

    def spend(self, steps: int) -> None:
        self.left -= steps
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
            items = list(islice(items, self.left + 1)) if isinstance(items, Iterable) else items
            count = len(items) if isinstance(items, list) else 0
        self.spend(count)
        return items


class BoundExpressions(NodeTransformer):
    """Rewrites the syntax tree so that loops are paid for and ``~`` checks its result."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 (Jinja2's name)
        self.generic_visit(node)
        node.iter = _filtered(node.iter, LOOP_FILTER)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 (Jinja2's name)
        self.generic_visit(node)
        return _filtered(node, CONCAT_FILTER)


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(cast(nodes.Expr, node), name, [], [], None, None, lineno=node.lineno)


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
    elif operator == "+":
        if isinstance(left, (str, list, tuple)) and type(left) is type(right):
            check_size(left)
    elif operator == "%":
        if isinstance(left, str) and _WIDE.search(left):
            raise _too_long()
    elif isinstance(left, int) and isinstance(right, int) and left.bit_length() * right > 100_000:
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
