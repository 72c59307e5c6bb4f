"""Dates as the layouts of the project take them: what says a date to people too."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from proactive_ssg.liquid.dates import from_epoch
from proactive_ssg.liquid.strftime import ENGLISH, Names, strftime
from proactive_ssg.model.times import time_of_text

__all__ = ["ENGLISH", "Names", "strftime", "to_datetime"]


_OFFSET = re.compile(r"\s*(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d))$", re.I)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def to_datetime(value: Any, zone: tzinfo = UTC) -> datetime | None:
    """An aware time from a time, a date, seconds since the epoch or text; None where it is none of these.

    What says no offset is in ``zone``. The offset of the rest is kept.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime.combine(value, time(), zone)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return from_epoch(value, zone)
    if isinstance(value, str):
        return _from_text(value.strip(), zone)
    return None


def _from_text(text: str, zone: tzinfo) -> datetime | None:
    if _NUMBER.fullmatch(text):
        return from_epoch(float(text), zone)
    try:
        parsed = datetime.fromisoformat(_OFFSET.sub(_iso_offset, text))
    except ValueError:
        from email.utils import parsedate_to_datetime  # most dates are none of a mail's

        try:
            parsed = parsedate_to_datetime(text)
        except ValueError:
            try:
                return time_of_text(text, zone)
            except (ValueError, OverflowError):
                return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=zone)


def _iso_offset(match: re.Match[str]) -> str:
    return "+00:00" if match[1] else f"{match[2]}:{match[3]}"
