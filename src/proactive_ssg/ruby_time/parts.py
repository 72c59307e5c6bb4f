"""What ``Date._parse`` of Ruby finds in a text (its ``date_parse.c``): year, month, day, time of day, zone.

The text is searched for one form after the other, the first that fits wins; around it may stand anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

__all__ = ["parse_parts"]

Parts = dict[str, Any]

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS.split("|"), 1)}
_ERA = r"(c(?:e\b|\.e\.)|b(?:ce\b|\.c\.e\.)|a(?:d\b|\.d\.)|b(?:c\b|\.c\.))?"
_FLAGS = re.IGNORECASE | re.ASCII
_MAX_LENGTH = 128  # Ruby refuses longer texts too

_NOISE = re.compile(r"[^-+',./:@A-Za-z0-9\[\]]+")
_WEEKDAY = re.compile(r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*", _FLAGS)
_TIME = re.compile(
    r"((?:\d+\s*:\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?|\d+\s*h(?:\s*\d+m?(?:\s*\d+s?)?)?)"
    r"(?:\s*[ap](?:m\b|\.m\.))?|\d+\s*[ap](?:m\b|\.m\.))"
    r"(?:\s*((?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?"
    r"|[a-z.\s]+(?:standard|daylight)\stime\b|[a-z]+(?:\sdst)?\b))?",
    _FLAGS,
)
_CLOCK = re.compile(
    r"(\d+)\s*(?:h|:)?(?:\s*:?\s*(\d+)m?(?:\s*:?\s*(\d+)(?:[,.](\d*))?s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?",
    _FLAGS,
)


def parse_parts(text: str) -> Parts:
    """The keys ``year mon mday yday hour min sec fraction zone`` as far as ``text`` gives them.

    Raises ValueError for a text of more than 128 characters, as Ruby does.
    """
    if len(text) > _MAX_LENGTH:
        raise ValueError(text)
    parts: Parts = {}
    text = _NOISE.sub(" ", text)
    text = _WEEKDAY.sub(" ", text, count=1)
    if match := _TIME.search(text):
        _time(match, parts)
        text = f"{text[: match.start()]} {text[match.end() :]}"
    for pattern, take in _FORMS:
        if match := pattern.search(text):
            take(match, parts)
            break
    _complete_year(parts)
    return parts


def _time(match: re.Match[str], parts: Parts) -> None:
    if match[2]:
        parts["zone"] = match[2].strip()
    clock = _CLOCK.match(match[1])
    if clock is None:
        return
    hour, minute, second, fraction, half = clock.groups()
    parts["hour"] = int(hour)
    if half:
        parts["hour"] = parts["hour"] % 12 + (12 if half in "pP" else 0)
    if minute:
        parts["min"] = int(minute)
    if second:
        parts["sec"] = int(second)
    if fraction:
        parts["fraction"] = float(f"0.{fraction}")


def _complete_year(parts: Parts) -> None:
    """Two digits are a year of 1969 to 2068, if nothing says that they are all of it."""
    if parts.pop("complete", True) and 0 <= (year := parts.get("year", -1)) <= 99:
        parts["year"] = year + (1900 if year >= 69 else 2000)


# -- which number is the year --------------------------------------------------------------------

_SIGNED = re.compile(r"[-+]?\d+")


def _set(parts: Parts, year: str | None, month: str | None, day: str | None, bc: bool = False) -> None:
    """``s3e``: the three numbers as written, which may be in another order than the names say."""
    if year is not None and month is not None and day is None:
        year, month, day = day, year, month
    if year is None and day is not None and (len(day) > 2 or day[:1] == "'"):
        year, day = day, None
    if year is not None:
        number = _SIGNED.search(year)
        if number is not None and number.end() < len(year):
            year, day = day, number[0]
    if month is not None and (month[:1] == "'" or len(month) > 2):
        year, month, day = month, day, year
    if day is not None and (day[:1] == "'" or len(day) > 2):
        year, day = day, year
    if year is not None and (number := _SIGNED.search(year)):
        parts["year"] = int(number[0]) if not bc else 1 - int(number[0])
        if bc or number[0][:1] in "+-" or len(number[0]) > 2:
            parts["complete"] = False
    for name, value in (("mon", month), ("mday", day)):
        if value is not None and (digits := re.search(r"\d+", value)):
            parts[name] = int(digits[0])


def _month(name: str) -> str:
    return str(_MONTH_NUMBERS[name[:3].lower()])


def _european(match: re.Match[str], parts: Parts) -> None:
    _set(parts, match[4], _month(match[2]), match[1], (match[3] or "")[:1].lower() == "b")


def _american(match: re.Match[str], parts: Parts) -> None:
    _set(parts, match[4], _month(match[1]), match[2], (match[3] or "")[:1].lower() == "b")


def _in_order(match: re.Match[str], parts: Parts) -> None:
    _set(parts, match[1], match[2], match[3])


def _day_month_year(match: re.Match[str], parts: Parts) -> None:
    _set(parts, match[3], _month(match[2]), match[1])


def _month_day_year(match: re.Match[str], parts: Parts) -> None:
    _set(parts, match[3], _month(match[1]), match[2])


def _day_of_year(match: re.Match[str], parts: Parts) -> None:
    parts["year"], parts["yday"] = int(match[1]), int(match[2])


_ERAS = {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}


def _japanese(match: re.Match[str], parts: Parts) -> None:
    parts["year"] = int(match[2]) + _ERAS[match[1].lower()]
    parts["mon"], parts["mday"] = int(match[3]), int(match[4])


def _digits(match: re.Match[str], parts: Parts) -> None:
    """A run of digits: its length says what it is (``parse_ddd_cb``)."""
    sign, digits, clock, fraction, zone = match.groups()
    shape = _SHAPES.get(len(digits))
    if len(digits) in (2, 4, 6) and clock is not None and len(digits) != 6:
        shape = {2: "d", 4: "MMdd"}[len(digits)]
    if shape is None:
        return
    position = 0
    for kind, size in _fields(shape):
        parts[kind] = int(digits[position : position + size])
        position += size
    if "year" in parts:
        if sign == "-":
            parts["year"] = -parts["year"]
        if len(digits) not in (6, 12) or sign:
            parts["complete"] = len(digits) == 5 and not sign
    if clock is not None:
        for index, name in enumerate(("hour", "min", "sec")):
            if piece := clock[2 * index : 2 * index + 2]:
                parts[name] = int(piece)
    if fraction:
        parts["fraction"] = float(f"0.{fraction}")
    if zone:
        parts["zone"] = zone


_KINDS = {"y": "year", "M": "mon", "d": "mday", "D": "yday", "h": "hour", "m": "min", "s": "sec"}
_SHAPES = {
    2: "dd", 3: "DDD", 4: "MMdd", 5: "yyDDD", 6: "yyMMdd", 7: "yyyyDDD", 8: "yyyyMMdd", 10: "yyyyMMddhh",
    12: "yyyyMMddhhmm", 14: "yyyyMMddhhmmss",
}  # fmt: skip


def _fields(shape: str) -> list[tuple[str, int]]:
    return [(_KINDS[match[1]], len(match[0])) for match in re.finditer(r"([a-zA-Z])\1*", shape)]


def _only(name: str) -> Callable[[re.Match[str], Parts], None]:
    def take(match: re.Match[str], parts: Parts) -> None:
        parts[name] = int(match[1]) if name != "mon" else _MONTH_NUMBERS[match[1].lower()]

    return take


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, _FLAGS)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Parts], None]], ...] = (
    (
        _form(
            rf"('?\d+)[^-\d\s]*\s*({_MONTHS})[^-\d\s']*"
            rf"(?:\s*{_ERA}\s*('?-?\d+(?:(?:st|nd|rd|th)\b)?))?"
        ),
        _european,
    ),
    (_form(rf"\b({_MONTHS})[^-\d\s']*\s*('?\d+)[^-\d\s']*(?:\s*,?\s*{_ERA}\s*('?-?\d+))?"), _american),
    (_form(r"('?[-+]?\d+)-(\d+)-('?-?\d+)"), _in_order),
    (_form(r"\b(\d{4})-(\d{3})\b"), _day_of_year),
    (_form(r"\b([mtshr])(\d+)\.(\d+)\.(\d+)"), _japanese),
    (_form(rf"('?-?\d+)-({_MONTHS})[^-/.]*-('?-?\d+)"), _day_month_year),
    (_form(rf"\b({_MONTHS})[^-/.]*-('?\d+)(?:-('?-?\d+))?"), _month_day_year),
    (_form(r"('?-?\d+)/\s*('?\d+)(?:\D\s*('?-?\d+))?"), _in_order),
    (_form(r"('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)"), _in_order),
    (_form(r"'(\d+)\b"), _only("year")),
    (_form(rf"\b({_MONTHS})\S*"), _only("mon")),
    (_form(r"(\d+)(?:st|nd|rd|th)\b"), _only("mday")),
    (_form(r"([-+]?)(\d{2,14})(?:\s*t?\s*(\d{2,6})?(?:[,.](\d*))?)?(z\b|[-+]\d{1,4}\b)?"), _digits),
)
