"""The filter ``to_euros``: 1 234 567 €."""

from __future__ import annotations

from proactive_ssg.extensions import filter

PURE = True


@filter
def to_euros(number: int) -> str:
    if not isinstance(number, int):
        raise TypeError(f"to_euros only works with integers, and {number} is not an integer")
    return f"{number:,} €".replace(",", " ")
