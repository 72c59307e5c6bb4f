"""What an unquoted YAML scalar means in Ruby (Psych 4, ``scalar_scanner.rb``); PyYAML often disagrees.

``12:30`` is 45000, ``1,000`` is 1000, ``017`` is 15; ``0o17``, ``1e3`` and ``y`` are text, ``yes`` is true.
Two deliberate differences: a symbol (``:name``) stays text, as in every released Jekyll; an impossible
date is an error, where Ruby makes it text or moves it to the next month.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

__all__ = ["ImpossibleDateError", "Scalar", "parse_time", "plain"]

Scalar = None | bool | int | float | str | date | datetime

_WORDS: dict[str, bool | None] = {
    word: value
    for value, words in ((True, "yes true on"), (False, "no false off"), (None, "null ~"))
    for word in words.split()
}
NUMERIC_START = frozenset("0123456789+-.")
_TIME = re.compile(
    r"(-?\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|[ \t]+)(\d{1,2}):(\d\d):(\d\d)(?:\.(\d*))?"
    r"(?:[ \t]*(?:(Z)|([-+])(\d{1,2}):?(\d\d)?))?",
    re.ASCII,
)
_DATE = re.compile(r"(\d{4})-(1[012]|0\d|\d)-([12]\d|3[01]|0\d|\d)", re.ASCII)
_SEXAGESIMAL = re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d){1,2}(\.[\d_]*)?", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\d[\d_,]*)?\.\d*(?:[eE][-+]\d+)?", re.ASCII)
_INTEGERS = (
    (10, re.compile(r"[-+]?(?:0|[1-9](?:\d|,\d|_\d)*)", re.ASCII)),
    (8, re.compile(r"[-+]?0[0-7_,]+", re.ASCII)),
    (16, re.compile(r"[-+]?0x[\da-fA-F_,]+", re.ASCII)),
    (2, re.compile(r"[-+]?0b[01_,]+", re.ASCII)),
)
_NO_SEPARATORS = str.maketrans("", "", "_,")


class ImpossibleDateError(ValueError):
    """A scalar looks like a date, and no calendar has that day."""


def plain(text: str, local: tzinfo = UTC) -> Scalar:
    """The value of the unquoted scalar ``text``; a time without an offset is UTC, shown in ``local``."""
    if not text:
        return None
    if text[0] not in NUMERIC_START:
        return _WORDS.get(text.lower(), text) if len(text) <= 5 else text
    if "\n" in text:
        return text
    if match := _TIME.fullmatch(text):
        return _instant(match, local, naive=UTC)
    if match := _DATE.fullmatch(text):
        return _day(*(int(part) for part in match.groups()))
    return _number(text)


def parse_time(text: str, local: tzinfo) -> datetime | None:
    """``text`` as a time, or None; without an offset it is one of ``local`` (Ruby's ``Time.parse``)."""
    match = _TIME.fullmatch(text)
    return _instant(match, local, naive=local) if match else None


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ImpossibleDateError(str(error)) from error


def _instant(match: re.Match[str], local: tzinfo, naive: tzinfo) -> datetime:
    """The time in ``match``: its offset is kept, without one it is read as ``naive``, given in ``local``."""
    year, month, day, hour, minute, second, fraction, utc, sign, hours, minutes = match.groups()
    microsecond = int(fraction.ljust(6, "0")[:6]) if fraction else 0
    try:
        zone = _ZULU if utc else _offset(sign, hours, minutes) if sign else naive
        clock = (int(hour), int(minute), int(second), microsecond)
        moment = datetime(int(year), int(month), int(day), *clock, tzinfo=zone)
        return moment if utc or sign else moment.astimezone(local)
    except (ValueError, OverflowError) as error:
        raise ImpossibleDateError(str(error)) from error


# A time that is written with Z is one in UTC, which Ruby prints as such; other times have an offset,
# which is no zone and has no name.
_ZULU = timezone(timedelta(), "UTC")
_ZERO = timezone(timedelta(), "+00:00")


@lru_cache(maxsize=64)
def _offset(sign: str, hours: str, minutes: str | None) -> tzinfo:
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if sign == "-" else offset) if offset else _ZERO


def _number(text: str) -> int | float | str:
    lowered = text.lower()
    if lowered in (".inf", "+.inf"):
        return float("inf")
    if lowered in ("-.inf", ".nan"):
        return float(lowered.replace(".", ""))
    try:
        if match := _SEXAGESIMAL.fullmatch(text):
            return _sexagesimal(text, is_float=match[1] is not None)
        if "." in text:
            return _decimal(text) if _FLOAT.fullmatch(text) else text
        for base, pattern in _INTEGERS:
            if pattern.fullmatch(text):
                return int(text.translate(_NO_SEPARATORS), base)
    except ValueError:  # `0x_`, or more digits than Python converts: text
        return text
    return text


def _decimal(text: str) -> float | str:
    if text in (".", "+.", "-."):
        return text
    return float(text.translate(_NO_SEPARATORS))


def _sexagesimal(text: str, *, is_float: bool) -> int | float:
    """Hours, minutes and seconds in seconds; of two parts, the first are hours and alone carry the sign."""
    number = float if is_float else int
    parts = [number(part.replace("_", "") or "0") for part in text.split(":")]
    weights = (3600, 60, 1)
    return sum(part * weight for part, weight in zip(parts, weights, strict=False))
