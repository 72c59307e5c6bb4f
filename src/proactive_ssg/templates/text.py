"""How values become text in the output: as Ruby's ``to_s`` writes them, since that is what Jekyll prints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

__all__ = ["as_html", "print_time", "to_text"]


def as_html(text: str) -> Markup:
    """``text`` as HTML that is not to be escaped: our own converter's and filters' output, nothing else."""
    return Markup(text)  # noqa: S704 (the site's own content, which is written to be HTML)


def print_time(value: datetime) -> str:
    """``2023-09-13 13:08:00 +0200`` (Ruby's ``Time#to_s``); a naive time is UTC."""
    text = value.isoformat(" ", "seconds")
    offset = text[19:]
    return f"{text[:19]} {offset[:3]}{offset[4:6]}" if offset else f"{text} +0000"


def to_text(value: Any) -> str:
    """``value`` as Liquid prints it: nothing for nil, ``true``, the items of a list one after the other."""
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return print_time(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)) and not isinstance(value, Mapping):
        return "".join(map(to_text, value))
    return str(value)
