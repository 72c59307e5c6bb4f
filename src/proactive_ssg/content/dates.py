"""Dates of documents: what front matter and file names hold, as a time in the site's time zone."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo

from proactive_ssg.i18n import _
from proactive_ssg.model.times import looks_like_date, time_of_text
from proactive_ssg.ruby_time import local_time
from proactive_ssg.ruby_time import parse_time as parse_any_time
from proactive_ssg.ruby_yaml.scalars import parse_time

__all__ = ["document_time", "file_name_time", "is_broken", "rolled_over", "ruby_time", "wrong_date"]

_DAY = re.compile(r"(\s*)(\d{4})-(\d\d?)-(\d\d)\b(.*)", re.DOTALL)


def document_time(value: object, local: tzinfo) -> datetime:
    """The time that front matter gives, in ``local``; ValueError when there is none in it."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=local)).astimezone(local)
    if isinstance(value, date):
        return local_time(datetime.combine(value, time()), local)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(str(value))
    text = str(value).strip()
    moment = parse_time(text, local) or time_of_text(text, local)
    return local_time(moment, local) if moment.tzinfo is local else moment.astimezone(local)


def ruby_time(text: str, local: tzinfo) -> datetime | None:
    """What Ruby finds in a text that is no date for us (``utils.rb``, ``parse_date``); None: nothing."""
    try:
        return parse_any_time(text, local).astimezone(local)
    except (ValueError, OverflowError):
        return None


def file_name_time(text: str, local: tzinfo) -> datetime:
    """The day in a file name (``2024-1-31``; a year of two digits is of 1969 to 2068), at midnight."""
    digits, month, day = text.split("-")
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= 69 else 2000
    return local_time(datetime(year, int(month), int(day)), local)


def rolled_over(text: str, local: tzinfo) -> datetime:
    """The time meant by a day that its month does not have: 31 February is 3 March, as in Ruby."""
    if not (match := _DAY.match(text)):
        raise ValueError(text)
    before, year, month, day, after = match.groups()
    start = document_time(f"{before}{year}-{month}-01{after}", local)
    if not 28 < int(day) <= 31:
        raise ValueError(text)
    return (start.replace(tzinfo=None) + timedelta(days=int(day) - 1)).replace(tzinfo=start.tzinfo)


def is_broken(value: object, local: tzinfo) -> bool:
    """Is it meant as the date of a page, and is none? A text such as ``Spring 2024`` is one for readers."""
    if value is None or isinstance(value, bool | int | float) or (isinstance(value, str) and not value):
        return False
    if isinstance(value, str) and not looks_like_date(value.strip()):
        return False
    try:
        document_time(value, local)
    except (ValueError, OverflowError):
        return True
    return False


def wrong_date(value: object) -> tuple[str, str]:
    """Message and hint about a ``date`` that is none."""
    message = _("{value!r} is not a date").format(value=str(value))
    return message, _("write it as in 2024-01-31 or 2024-01-31 09:30:00 +01:00")
