"""How long a site stays what it is while no file of it changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from proactive_ssg.journal import Query

__all__ = ["Limits", "limits_of", "shows_time"]

_DAYS_ONLY = re.compile(r"(?:[^%]|%[-_0^#]?[aAbBdeghjmuUVwWxyYCGDFn%])*")


class Limits(NamedTuple):
    """Until ``until`` (None: for ever), if all that it depends on is ``known``.

    ``files``: files and folders that may be outside of the site.
    """

    known: bool = True
    until: datetime | None = None
    files: frozenset[str] = frozenset()

    def join(self, other: Limits) -> Limits:
        """The limits of two things that must both stay."""
        times = [each for each in (self.until, other.until) if each is not None]
        until = min(times) if times else None
        return Limits(self.known and other.known, until, self.files | other.files)


def shows_time(queries: Iterable[Query], *, fixed_time: bool) -> bool:
    """Is a page that asked ``queries`` another one in every build?"""
    return any(
        (kind == "time" and not fixed_time) or (kind == "now" and not _DAYS_ONLY.fullmatch(words[0]))
        for kind, *words in queries
    )


def limits_of(queries: Iterable[Query], zone: tzinfo, *, fixed_time: bool) -> Limits:
    """The limits of pages that asked ``queries``; ``fixed_time``: the configuration says what time it is."""
    found = Limits()
    for kind, *words in queries:
        if kind == "anything" or (kind == "time" and not fixed_time):
            return Limits(known=False)
        if kind == "now":
            if not _DAYS_ONLY.fullmatch(words[0]):
                return Limits(known=False)
            today = datetime.now(zone).replace(hour=0, minute=0, second=0, microsecond=0)
            found = found.join(Limits(until=today + timedelta(days=1)))
    return found
