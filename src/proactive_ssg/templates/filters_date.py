"""Jekyll's date filters (``lib/jekyll/filters/date_filters.rb``), in English and the site's time zone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, tzinfo
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.journal import Journal
from proactive_ssg.liquid.dates import ENGLISH, is_now, local_time, to_date
from proactive_ssg.liquid.filters.text import text_of
from proactive_ssg.liquid.values import FilterError

__all__ = ["DateFilters"]


def _ordinal(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@dataclass(frozen=True, slots=True)
class DateFilters:
    """Every filter gives nil and empty text back, and raises :class:`FilterError` for what is no date."""

    zone: tzinfo
    journal: Journal = field(default_factory=Journal)

    def time(self, value: Any) -> datetime:
        """The time that ``value`` is or says, with an offset."""
        if is_now(value):
            self.journal.note("now", "%s")
        found = to_date(value, self.zone)
        if found is None:
            raise FilterError(_("{value!r} is not a date").format(value=value))
        if not isinstance(found, datetime):
            return local_time(datetime.combine(found, time()), self.zone)
        return found if found.tzinfo else found.replace(tzinfo=self.zone)

    def date_to_xmlschema(self, value: Any) -> Any:
        """``2023-09-13T13:08:00+02:00``."""
        return value if not text_of(value) else self._local(value).isoformat(timespec="seconds")

    def date_to_rfc822(self, value: Any) -> Any:
        """``Wed, 13 Sep 2023 13:08:00 +0200``."""
        if not text_of(value):
            return value
        time = self._local(value)
        day, month = ENGLISH.short_days[time.weekday()], ENGLISH.short_months[time.month - 1]
        return f"{day}, {time.day:02d} {month} {time.year:04d} {time:%H:%M:%S %z}"

    def date_to_string(self, value: Any, type: str | None = None, style: str | None = None) -> Any:
        """``13 Sep 2023``; ``ordinal``: ``13th Sep 2023``; with ``US``: ``Sep 13th, 2023``."""
        return self._worded(value, ENGLISH.short_months, type, style)

    def date_to_long_string(self, value: Any, type: str | None = None, style: str | None = None) -> Any:
        """As :meth:`date_to_string`, with the whole name of the month."""
        return self._worded(value, ENGLISH.months, type, style)

    def _local(self, value: Any) -> datetime:
        return self.time(value).astimezone(self.zone)

    def _worded(self, value: Any, months: tuple[str, ...], type: str | None, style: str | None) -> Any:
        if not text_of(value):
            return value
        time = self._local(value)
        month = months[time.month - 1]
        if type != "ordinal":
            return f"{time.day:02d} {month} {time.year:04d}"
        day = f"{time.day}{_ordinal(time.day)}"
        return f"{month} {day}, {time.year:04d}" if style == "US" else f"{day} {month} {time.year:04d}"
