"""The filter ``french_long_date``: 1er janvier 2026."""

from __future__ import annotations

from datetime import date, datetime

from proactive_ssg.extensions import filter

PURE = True

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre"),
    *("octobre", "novembre", "décembre"),
)


@filter
def french_long_date(value: str | date | datetime) -> str:
    day = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"
