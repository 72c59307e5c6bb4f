"""Dates as people write them in text, in front matter and data files.

Jekyll hands such text to Ruby's ``Time.parse``, which reads nearly anything; we read what is a date for
people too: ``2024-01-31``, ``31/01/2024``, ``31 January 2024``, ``January 31st, 2024``, also with a time.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache

__all__ = ["looks_like_date", "time_of_text"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = (
    r"(?:[T\s,]+(?P<hour>\d{1,2})[:h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d*)?)?(?:\s*(?P<half>[ap])m)?"
    r"(?:\s*(?P<zone>Z|UTC|GMT|[-+]\d{1,2}:?(?:\d\d)?))?)?"
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
_MONTH = r"(?P<name>" + "|".join(_MONTHS) + r")[a-z]*\.?"
_NUMERIC = (
    r"(?P<year>\d{4})(?P<separator>[-/.])(?P<month>\d{1,2})(?P=separator)(?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})(?P<separator>[-/.])(?P<month>\d{1,2})(?P=separator)(?P<year>\d{4})",
)
_FORMATS = (
    *_NUMERIC,
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
    _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+" + _MONTH + r"[\s-]+(?P<year>\d{4})",
    _WEEKDAY + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
)


@cache
def _format(pattern: str) -> re.Pattern[str]:
    """Compiled when a text is first compared with it: most sites write no date as text."""
    return re.compile(pattern + _CLOCK, re.ASCII | re.IGNORECASE)


def time_of_text(text: str, local: tzinfo) -> datetime:
    """The time that ``text`` gives, in ``local`` where it says no offset; ValueError when it gives none."""
    for pattern in _FORMATS:
        if match := _format(pattern).fullmatch(text):
            return _moment(match, local)
    raise ValueError(text)


def looks_like_date(text: str) -> bool:
    """Is it meant as a date, by its shape? Whether a calendar has that day is another question."""
    return any(_format(pattern).fullmatch(text) for pattern in _NUMERIC)


def _moment(match: re.Match[str], local: tzinfo) -> datetime:
    found = match.groupdict()
    month = int(found["month"]) if found.get("month") else _MONTHS.index(found["name"].lower()) + 1
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(match[0])
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    zone = _zone(found["zone"]) if found["zone"] else local
    return datetime(int(found["year"]), month, int(found["day"]), hour, minute, second, tzinfo=zone)


def _zone(text: str) -> tzinfo:
    digits = text[1:].replace(":", "")
    if text[0] not in "+-":
        return UTC
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-offset if text[0] == "-" else offset)
