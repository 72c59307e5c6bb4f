"""The sort below Ruby's, for comparisons that contradict each other: its result hangs on how it sorts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["merge_sorted"]

T = TypeVar("T")


def merge_sorted(values: Sequence[T], compare: Callable[[T, T], int]) -> list[T]:
    """``values`` in order, by the merge sort of the GNU C library, which Ruby calls on Linux."""
    if len(values) < 2:
        return list(values)
    middle = len(values) // 2
    left, right = merge_sorted(values[:middle], compare), merge_sorted(values[middle:], compare)
    merged: list[T] = []
    one = two = 0
    while one < len(left) and two < len(right):
        if compare(left[one], right[two]) <= 0:
            merged.append(left[one])
            one += 1
        else:
            merged.append(right[two])
            two += 1
    return merged + left[one:] + right[two:]
