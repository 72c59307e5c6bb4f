"""Lists in lists that a template makes: what they hold altogether is counted and bounded.

``push: a`` in a loop doubles what a page writes with each turn, though each list is short.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid.numbers import FilterError

__all__ = ["MAX_NESTED", "NestedList", "bounded_range", "contents", "grown"]

MAX_NESTED = 1_000_000
MAX_RANGE = 5_000_000


class NestedList(list[Any]):
    """A list with lists or objects in it; ``weight`` is how many values it holds at all depths."""

    __slots__ = ("weight",)

    def __init__(self, items: list[Any], weight: int) -> None:
        super().__init__(items)
        self.weight = weight


def grown(made: list[Any], base: Any, added: Any) -> list[Any]:
    """``made`` of ``base`` and ``added``, weighed if lists lie in it; FilterError if it is too heavy."""
    if (
        not isinstance(base, NestedList)
        and not isinstance(added, (list, tuple))
        and added.__class__ is not dict
    ):
        return made
    weight = _weight(base) + _weight(added)
    if weight > MAX_NESTED:
        message = _("the lists in the list hold more than {count} values")
        raise FilterError(message.format(count=MAX_NESTED))
    return NestedList(made, weight)


def bounded_range(items: Sequence[Any]) -> Sequence[Any]:
    """``items`` of a filter; a range that is too long to go through raises FilterError."""
    if isinstance(items, range) and (items.stop - items.start > MAX_RANGE):
        raise FilterError(_("the range is too long"))
    return items


def _weight(value: Any) -> int:
    """The values at all depths; counted no further than what is too much."""
    total, waiting = 1, [value]
    while waiting and total <= MAX_NESTED:
        one = waiting.pop()
        if isinstance(one, NestedList):
            total += one.weight
            continue
        members = one.values() if one.__class__ is dict else one if isinstance(one, (list, tuple)) else ()
        total += len(members)
        waiting.extend(member for member in members if isinstance(member, (list, tuple, dict)))
    return total


def contents(value: Any, limit: int, *, deep: bool) -> tuple[int, int]:
    """How many values lie in the lists in ``value`` (``deep``: and hashes), and how many characters in all.

    Counted no further than ``limit``; of an object of the host nothing is counted.
    """
    values = characters = 0
    waiting = [value]
    while waiting and values <= limit:
        one = waiting.pop()
        members = one.values() if isinstance(one, Mapping) else one
        values += len(members)
        for member in members:
            if isinstance(member, str):
                characters += len(member)
            elif isinstance(member, (list, tuple)) or (deep and type(member) is dict):
                waiting.append(member)
    return values, characters
