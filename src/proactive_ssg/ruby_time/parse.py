"""Ruby's ``Time.parse`` (its ``time.rb``): what a text says, completed by the time of now."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proactive_ssg.ruby_time.parts import Parts

__all__ = ["ZERO", "local_time", "parse_time"]

# An offset of nothing is no zone: it has no name, where UTC has one.
ZERO = timezone(timedelta(), "+00:00")

_OFFSET = re.compile(r"([-+])(\d\d)(?::?(\d\d)(?::?(\d\d))?)?", re.ASCII)
# The zones that Time.parse knows by name, in hours (RFC 822).
_ZONES = {
    "UTC": 0, "Z": 0, "UT": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7,
    **{letter: hours for hours, letter in enumerate("ABCDEFGHIKLM", 1)},
    **{letter: -hours for hours, letter in enumerate("NOPQRSTUVWXY", 1)},
}  # fmt: skip


def parse_time(text: str, zone: tzinfo, now: datetime | None = None) -> datetime:
    """Ruby's ``Time.parse``; what is missing at the front is that of ``now``. Raises ValueError."""
    from proactive_ssg.ruby_time.parts import parse_parts  # two dozen patterns, for dates in texts only

    parts = parse_parts(text)
    found = {"year", "yday", "mon", "mday", "hour", "min", "sec", "fraction"} & parts.keys()
    if not found:
        raise ValueError(text)
    offset = _offset(parts.get("zone"), zone, parts)
    place = zone if offset is None else _place(parts["zone"], offset)
    now = (now or datetime.now(zone)).astimezone(place)
    moment = _moment(parts, now, place)
    if offset is None:
        return moment
    local = moment.astimezone(zone)
    # The local zone has a name, a mere offset has none.
    return local if local.utcoffset() == offset and not _is_utc(parts["zone"]) else moment


def local_time(clock: datetime, zone: tzinfo) -> datetime:
    """What ``clock`` says in ``zone``, as Ruby has it where clocks are put forward or back.

    An hour that is left out is the one after it; of an hour that comes twice, it is the second.
    """
    moment = clock.replace(tzinfo=zone)
    later = moment.replace(fold=1)
    if moment.utcoffset() == later.utcoffset():
        return moment
    passed = moment.astimezone(UTC).astimezone(zone)
    return later if passed.replace(tzinfo=None) == clock.replace(tzinfo=None) else passed


def _place(name: str, offset: timedelta) -> tzinfo:
    return timezone(offset) if offset else UTC if _is_utc(name) else ZERO


def _is_utc(zone: str) -> bool:
    return zone.upper() in ("Z", "UTC", "UT", "-00:00", "-0000", "-00")


def _moment(parts: Parts, now: datetime, place: tzinfo) -> datetime:
    if "yday" in parts:
        year = parts.get("year", now.year)
        day = datetime(year, 1, 1) + timedelta(days=parts["yday"] - 1)
        if not 1 <= parts["yday"] <= 366 or day.year != year:
            raise ValueError(parts["yday"])
        parts = {**parts, "mon": day.month, "mday": day.day, "year": year}
    values = []
    given = False
    for name, today, least in (
        ("year", now.year, 1970), ("mon", now.month, 1), ("mday", now.day, 1), ("hour", now.hour, 0),
        ("min", now.minute, 0), ("sec", now.second, 0),
    ):  # fmt: skip
        given = given or name in parts
        values.append(parts.get(name, least if given else today))
    year, month, day_number, hour, minute, second = values
    extra = timedelta()
    if day_number > 28:  # the 30th of February is the first or second of March
        extra, day_number = timedelta(days=day_number - 28), 28
        if extra > timedelta(days=3):
            raise ValueError(extra)
    if hour > 24 and place.utcoffset(None):  # `apply_offset` carries hours over to the next day
        extra, hour = extra + timedelta(days=hour // 24), hour % 24
    if hour == 24 and minute == second == 0:
        extra, hour = extra + timedelta(days=1), 0
    if second == 60:
        extra, second = extra + timedelta(seconds=1), 59
    microsecond = int(parts.get("fraction", 0) * 1_000_000 + 1e-6)
    clock = datetime(year, month, day_number, hour, minute, second, microsecond) + extra
    return local_time(clock, place)


def _offset(name: str | None, zone: tzinfo, parts: Parts) -> timedelta | None:
    """``Time.zone_offset``: None for a zone that it does not know, which is then the local one."""
    if name is None:
        return None
    name = name.upper()
    if match := _OFFSET.fullmatch(name):
        sign, hours, minutes, seconds = match.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0), seconds=int(seconds or 0))
        return -offset if sign == "-" else offset
    if name in _ZONES:
        return timedelta(hours=_ZONES[name])
    year = parts.get("year") or datetime.now(zone).year
    for month in (1, 7):
        moment = datetime(min(max(year, 1), 9999), month, 1, tzinfo=zone)
        if (moment.tzname() or "").upper() == name:
            return moment.utcoffset()
    return None
