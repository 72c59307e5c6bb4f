"""Dates of documents: what front matter and file names hold, as a time in the site's time zone.

Jekyll hands the value to Ruby's ``Time.parse``, which reads nearly anything; we read what people write.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from proactive_ssg.ruby_yaml.scalars import parse_time

__all__ = ["document_time", "file_name_time"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = (
    r"(?:[T\s,]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d*)?)?"
    r"(?:\s*(?P<zone>Z|UTC|GMT|[-+]\d{1,2}:?(?:\d\d)?))?)?"
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
_MONTH = r"(?P<name>" + "|".join(_MONTHS) + r")[a-z]*\.?"
_FORMATS = tuple(
    re.compile(pattern + _CLOCK, re.ASCII | re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+" + _MONTH + r"[\s-]+(?P<year>\d{4})",
        _WEEKDAY + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
    )
)


def document_time(value: object, local: tzinfo) -> datetime:
    """The time that front matter gives, in ``local``; ValueError when there is none in it."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=local)).astimezone(local)
    if isinstance(value, date):
        return datetime.combine(value, time(), local)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(str(value))
    text = str(value).strip()
    if moment := parse_time(text, local):
        return moment.astimezone(local)
    for pattern in _FORMATS:
        if match := pattern.fullmatch(text):
            return _moment(match, local)
    raise ValueError(text)


def file_name_time(text: str, local: tzinfo) -> datetime:
    """The day in a file name (``2024-1-31``; a year of two digits is of 1969 to 2068), at midnight."""
    digits, month, day = text.split("-")
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= 69 else 2000
    return datetime(year, int(month), int(day), tzinfo=local)


def _moment(match: re.Match[str], local: tzinfo) -> datetime:
    found = match.groupdict()
    month = int(found["month"]) if found.get("month") else _MONTHS.index(found["name"].lower()) + 1
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    zone = _zone(found["zone"]) if found["zone"] else local
    moment = datetime(int(found["year"]), month, int(found["day"]), hour, minute, second, tzinfo=zone)
    return moment.astimezone(local)


def _zone(text: str) -> tzinfo:
    digits = text[1:].replace(":", "")
    if text[0] not in "+-":
        return UTC
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-offset if text[0] == "-" else offset)
