"""What counts as a date in a template (``Utils.to_date``), with Ruby's ``Time.parse`` for text."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from typing import Any

from proactive_ssg.liquid.strftime import ENGLISH, Names, strftime
from proactive_ssg.ruby_time import local_time, parse_time

__all__ = [
    "ENGLISH",
    "Names",
    "from_epoch",
    "is_now",
    "local_time",
    "parse_time",
    "strftime",
    "to_date",
]


def to_date(value: Any, zone: tzinfo = UTC) -> date | None:
    """The time or date that ``value`` is, says, or counts from the epoch; None where it is none.

    ``now`` and ``today`` are the time of the call. Text without an offset is in ``zone``.
    """
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return from_epoch(value, zone)
    if not isinstance(value, str) or not value:
        return None
    if is_now(value):
        return datetime.now(zone)
    text = value.lower()
    if text.isascii() and text.removesuffix("\n").isdigit():
        return from_epoch(int(text), zone) if len(text) < 20 else None
    try:
        return parse_time(text, zone)
    except (ValueError, OverflowError):
        return None


def is_now(value: Any) -> bool:
    """Is this text the time of the call?"""
    return isinstance(value, str) and len(value) < 6 and value.lower() in ("now", "today")


def from_epoch(seconds: float, zone: tzinfo) -> datetime | None:
    """So many seconds after 1970, in ``zone``; None where the calendar of Python does not reach."""
    try:
        return datetime.fromtimestamp(seconds, zone)
    except (OverflowError, OSError, ValueError):
        return None
