"""Repair: one change of a page, and where what it corrects was written."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Repair"]


@dataclass(frozen=True, slots=True)
class Repair:
    """``name``: that of the repair in the registry; ``criterion``: of RGAA; ``text``: the tag as it was.

    ``path``, ``line``, ``column``: where the source writes it, counted as editors do; an empty path and 0
    where that was not found. ``count``: how often, where each place is not told.
    """

    name: str
    criterion: str
    text: str
    path: str = ""
    line: int = 0
    column: int = 0
    count: int = 1
