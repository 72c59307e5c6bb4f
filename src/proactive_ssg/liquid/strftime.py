"""Ruby's ``strftime`` (its ``strftime.c``): flags, widths, and what has no meaning left as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

from proactive_ssg.i18n import _
from proactive_ssg.liquid.numbers import FilterError

__all__ = ["ENGLISH", "Names", "strftime"]


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

_DIRECTIVE = re.compile(r"%([-0^#_]*)(\d*)(:{0,3})(?:E(?=[CcXxYy])|O(?=[deHkIlMmSuUVwWy]))?([a-zA-Z%+])")
_UNFINISHED = re.compile(r"%[-0^#_0-9]*$")  # after colons, Ruby leaves it as it is
_MAX_WIDTH = 1024
_REMEMBERED = 60  # characters of a pattern whose results are kept: each directive may write a thousand
_MAX_PATTERN = 10_000  # characters; a directive may write a thousand times as much

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
    "s": (lambda t: int((t if t.tzinfo else t.replace(tzinfo=UTC)).timestamp() // 1), "0", 1),
}
_TEXTS: dict[str, Callable[[datetime, Names], str]] = {
    "B": lambda t, names: names.months[t.month - 1],
    "b": lambda t, names: names.short_months[t.month - 1],
    "h": lambda t, names: names.short_months[t.month - 1],
    "A": lambda t, names: names.days[t.weekday()],
    "a": lambda t, names: names.short_days[t.weekday()],
    "p": lambda t, _: "AM" if t.hour < 12 else "PM",
    "P": lambda t, _: "am" if t.hour < 12 else "pm",
    "Z": lambda t, _: _zone_name(t),
    "n": lambda _, __: "\n",
    "t": lambda _, __: "\t",
    "%": lambda _, __: "%",
}
_COMPOUND = {
    "c": "%a %b %e %H:%M:%S %Y", "D": "%m/%d/%y", "F": "%Y-%m-%d", "r": "%I:%M:%S %p", "R": "%H:%M",
    "T": "%H:%M:%S", "v": "%e-%^b-%4Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "+": "%a %b %e %H:%M:%S %Z %Y",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _cached(value: date, offset: str, pattern: str, names: Names) -> str:  # noqa: ARG001 (part of the key)
    return _write(value, pattern, names)


def strftime(value: date, pattern: str, names: Names = ENGLISH) -> str:
    """``value`` as Ruby's ``Time#strftime`` (``Date#strftime`` for a date) writes it, with these names.

    Raises :class:`FilterError` for a pattern that ends inside a directive, or is longer than any date.
    """
    if len(pattern) > _MAX_PATTERN:
        message = _("the format of a date has more than {count} characters")
        raise FilterError(message.format(count=_MAX_PATTERN))
    # Equal times may stand in different zones: the zone's name is part of the key.
    zone = str(value.tzinfo) if isinstance(value, datetime) else "date"
    if len(pattern) > _REMEMBERED:
        return _write(value, pattern, names)
    return _cached(value, zone, pattern, names)


def _write(value: date, pattern: str, names: Names) -> str:
    moment = value if isinstance(value, datetime) else datetime.combine(value, time(), _DATE_ZONE)

    def replace(match: re.Match[str]) -> str:
        flags, digits, colons, letter = match.groups()
        width = int(digits or 0)
        if width > _MAX_WIDTH or (colons and letter != "z"):
            return match[0]
        if letter == "z":
            return _offset(moment, flags, width, len(colons))
        if letter in ("L", "N"):
            width = width if width > 0 else 3 if letter == "L" else 9
            return f"{moment.microsecond:06d}000"[:width].ljust(width, "0")
        if letter in _NUMBERS:
            number, fill, size = _NUMBERS[letter]
            return _number(number(moment), flags, fill, width or size)
        if letter in _COMPOUND and (letter != "+" or value is not moment):  # Time has no %+
            text = _cased(_write(value, _COMPOUND[letter], names), flags, letter)
            return text.rjust(width, _filling(flags, " ") or " ")
        if letter in _TEXTS:
            text = _TEXTS[letter](moment, names)
        elif letter == "Q" and value is not moment:  # Date has it, Time has not
            text = f"{_NUMBERS['s'][0](moment)}000"
        else:
            return match[0]
        return _padded(_cased(text, flags, letter), flags, width)

    text = _DIRECTIVE.sub(replace, pattern)
    if value is moment and _UNFINISHED.search(_DIRECTIVE.sub("", pattern)):
        raise FilterError(_("invalid format: {pattern}").format(pattern=pattern))
    return text


def _filling(flags: str, fill: str) -> str:
    """The last of the flags ``0 _ -`` says what fills up; nothing for ``-``."""
    for flag in reversed(flags):
        if flag in "0_-":
            return {"0": "0", "_": " ", "-": ""}[flag]
    return fill


def _number(value: int, flags: str, fill: str, width: int) -> str:
    fill = _filling(flags, fill)
    if "-" in flags or not fill:
        return str(value)
    return str(value).rjust(width) if fill == " " else f"{value:0{width}d}"


def _padded(text: str, flags: str, width: int) -> str:
    return text if "-" in flags or not text else text.rjust(width, _filling(flags, " ") or " ")


def _cased(text: str, flags: str, letter: str) -> str:
    if "#" in flags:
        if letter in "pZ":
            return text.lower()
        if letter in "aAbBhP":
            return text.upper()
    return text.upper() if "^" in flags else text


_DATE_ZONE = timezone(timedelta(), "+00:00")


def _zone_name(value: datetime) -> str:
    """The zone's short name; a mere offset has none."""
    if value.tzinfo is None or value.tzinfo is UTC:
        return "UTC"
    if isinstance(value.tzinfo, timezone):
        name = value.tzname() or ""
        return name if value.tzinfo is _DATE_ZONE or name == "UTC" else ""
    return value.tzname() or ""


def _offset(value: datetime, flags: str, width: int, colons: int) -> str:
    seconds = int((value.utcoffset() or timedelta()).total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    if colons == 3:
        tail = f":{minutes:02d}:{rest:02d}" if rest else f":{minutes:02d}" if minutes else ""
    else:
        tail = ("", ":", ":")[colons] + f"{minutes:02d}" + (f":{rest:02d}" if colons == 2 else "")
    digits = max(width - len(tail) - 1, 2)
    if _filling(flags, "0") == " ":
        return f"{sign}{hours}".rjust(digits + 1) + tail
    return f"{sign}{hours:0{digits}d}" + tail
