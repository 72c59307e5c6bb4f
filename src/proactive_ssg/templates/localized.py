"""Dates and sizes as a language writes them. Babel is imported at the first use: start-up counts."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from proactive_ssg.templates.dates import Names, strftime

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["format_date", "format_size", "names"]

STYLES = ("full", "long", "medium", "short")
# French writes the first of the month "1er", which CLDR's patterns do not say.
_FRENCH_FIRST = re.compile(r"(?<!\S)1(?= [^\W\d_])")


@cache
def _locale(lang: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    codes = [lang.replace("_", "-"), lang.replace("_", "-").split("-")[0]]
    for code in codes:
        try:
            return Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return Locale("en")


@cache
def names(lang: str) -> Names:
    """What ``lang`` calls the months and the days."""
    locale = _locale(lang)
    months, days = locale.months["format"], locale.days["format"]
    return Names(
        tuple(months["wide"][number] for number in range(1, 13)),
        tuple(months["abbreviated"][number] for number in range(1, 13)),
        tuple(days["wide"][number] for number in range(7)),
        tuple(days["abbreviated"][number] for number in range(7)),
    )


@lru_cache(maxsize=4096)
def format_date(value: datetime, format: str, lang: str) -> str:
    """``value`` in ``lang``: a style (``long``), a pattern of CLDR (``d MMMM yyyy``) or one with ``%``."""
    if "%" in format:
        return strftime(value, format, names(lang))
    from babel import dates

    locale = _locale(lang)
    if format in STYLES:
        text = dates.format_date(value, format, locale)
    else:
        text = dates.format_datetime(value, format, value.tzinfo, locale)
    return _FRENCH_FIRST.sub("1er", text) if locale.language == "fr" else text


@lru_cache(maxsize=4096)
def format_size(size: int, lang: str) -> str:
    """``1200000`` as ``1,2 Mo`` or ``1.2 MB``, in decimal units."""
    from babel.units import format_unit

    amount, unit = float(size), "digital-byte"
    for larger in ("digital-kilobyte", "digital-megabyte", "digital-gigabyte", "digital-terabyte"):
        if round(amount, 1) < 1000:
            break
        amount, unit = amount / 1000, larger
    rounded = round(amount, 1) if amount < 10 else round(amount)
    return format_unit(rounded, unit, "short", locale=_locale(lang))
