"""Dates: what counts as one in a template, and Ruby's ``strftime``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from proactive_ssg.model.times import time_of_text

__all__ = ["ENGLISH", "Names", "strftime", "to_datetime"]


class Names(NamedTuple):
    """What months and days are called, Monday first."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH = Names(_MONTHS, tuple(name[:3] for name in _MONTHS), _DAYS, tuple(name[:3] for name in _DAYS))

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
        return _from_seconds(value, zone)
    if isinstance(value, str):
        return _from_text(value.strip(), zone)
    return None


def _from_seconds(seconds: float, zone: tzinfo) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, zone)
    except (OverflowError, OSError, ValueError):
        return None


def _from_text(text: str, zone: tzinfo) -> datetime | None:
    if _NUMBER.fullmatch(text):
        return _from_seconds(float(text), zone)
    try:
        parsed = datetime.fromisoformat(_OFFSET.sub(_iso_offset, text))
    except ValueError:
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


# -- strftime ----------------------------------------------------------------------------------

_DIRECTIVE = re.compile(r"%([-0^#_]*)(:{0,2})(\d{0,3})([a-zA-Z%+])")

# Directive -> (value, padding character, width); text directives are in _TEXTS.
_NUMBERS: dict[str, tuple[Callable[[datetime], int], str, int]] = {
    "Y": (lambda t: t.year, "0", 4),
    "C": (lambda t: t.year // 100, "0", 2),
    "y": (lambda t: t.year % 100, "0", 2),
    "m": (lambda t: t.month, "0", 2),
    "d": (lambda t: t.day, "0", 2),
    "e": (lambda t: t.day, " ", 2),
    "j": (lambda t: t.timetuple().tm_yday, "0", 3),
    "H": (lambda t: t.hour, "0", 2),
    "k": (lambda t: t.hour, " ", 2),
    "I": (lambda t: t.hour % 12 or 12, "0", 2),
    "l": (lambda t: t.hour % 12 or 12, " ", 2),
    "M": (lambda t: t.minute, "0", 2),
    "S": (lambda t: t.second, "0", 2),
    "u": (lambda t: t.isoweekday(), "0", 1),
    "w": (lambda t: t.isoweekday() % 7, "0", 1),
    "G": (lambda t: t.isocalendar().year, "0", 4),
    "g": (lambda t: t.isocalendar().year % 100, "0", 2),
    "V": (lambda t: t.isocalendar().week, "0", 2),
    "U": (lambda t: (t.timetuple().tm_yday + 6 - t.isoweekday() % 7) // 7, "0", 2),
    "W": (lambda t: (t.timetuple().tm_yday + 6 - t.weekday()) // 7, "0", 2),
    "s": (lambda t: int(t.timestamp()), "0", 1),
}
_TEXTS: dict[str, Callable[[datetime, Names], str]] = {
    "B": lambda t, names: names.months[t.month - 1],
    "b": lambda t, names: names.short_months[t.month - 1],
    "h": lambda t, names: names.short_months[t.month - 1],
    "A": lambda t, names: names.days[t.weekday()],
    "a": lambda t, names: names.short_days[t.weekday()],
    "p": lambda t, _: "AM" if t.hour < 12 else "PM",
    "P": lambda t, _: "am" if t.hour < 12 else "pm",
    "Z": lambda t, _: t.tzname() or "",
    "n": lambda _, __: "\n",
    "t": lambda _, __: "\t",
    "%": lambda _, __: "%",
}
_COMPOUND = {
    "c": "%a %b %e %H:%M:%S %Y", "D": "%m/%d/%y", "F": "%Y-%m-%d", "r": "%I:%M:%S %p", "R": "%H:%M",
    "T": "%H:%M:%S", "v": "%e-%^b-%Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "+": "%a %b %e %H:%M:%S %Z %Y",
}  # fmt: skip


def strftime(value: datetime, pattern: str, names: Names = ENGLISH) -> str:
    """``value`` as Ruby's ``Time#strftime`` writes it, flags and widths included, with these names."""

    def replace(match: re.Match[str]) -> str:
        flags, colons, width, letter = match.groups()
        if letter == "z":
            return _offset(value, colons)
        if letter in ("L", "N"):
            digits = int(width or (3 if letter == "L" else 9))
            return f"{value.microsecond:06d}000"[:digits].ljust(digits, "0")
        if letter in _NUMBERS:
            number, fill, size = _NUMBERS[letter]
            return _padded(str(number(value)), flags, fill, int(width or size), bool(width))
        if letter in _COMPOUND:
            text = strftime(value, _COMPOUND[letter], names)
        elif letter in _TEXTS:
            text = _TEXTS[letter](value, names)
        else:
            return match[0]
        return _padded(_cased(text, flags, letter), flags, " ", int(width or 0), bool(width))

    return _DIRECTIVE.sub(replace, pattern)


def _padded(text: str, flags: str, fill: str, width: int, given: bool) -> str:
    if "-" in flags and not given:
        return text
    fill = "0" if "0" in flags else " " if "_" in flags else fill
    return text.rjust(width, fill)


def _cased(text: str, flags: str, letter: str) -> str:
    if "^" in flags:
        return text.upper()
    if "#" in flags:
        return text.lower() if letter == "p" else text.upper()
    return text


def _offset(value: datetime, colons: str) -> str:
    seconds = int((value.utcoffset() or timedelta()).total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    hours, minutes = f"{sign}{seconds // 3600:02d}", f"{seconds // 60 % 60:02d}"
    if not colons:
        return hours + minutes
    return f"{hours}:{minutes}" + (f":{seconds % 60:02d}" if len(colons) == 2 else "")
