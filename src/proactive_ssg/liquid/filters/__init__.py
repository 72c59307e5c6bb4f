"""Liquid's standard filters: :data:`LIQUID_4` as Jekyll has them, :data:`LIQUID_5` with what came later.

Each is a function of the value and the filter's arguments; it raises :class:`FilterError` where Liquid has an
error. Both tables share the functions whose results are the same. A function with ``liquid_context = True``
takes the running template's context first; none of these does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, tzinfo
from typing import Any

from proactive_ssg.liquid.dates import strftime, to_date
from proactive_ssg.liquid.filters import arrays, html, numbers, selection, text
from proactive_ssg.liquid.numbers import FilterError
from proactive_ssg.liquid.values import is_truthy

__all__ = ["LIQUID_4", "LIQUID_5", "Filter", "FilterError", "date_filter", "default", "default_5"]

Filter = Callable[..., Any]


def default(value: Any, other: Any = "") -> Any:
    """``other`` for nil, false and what is empty."""
    return other if not is_truthy(value) or _is_empty(value) else value


def default_5(value: Any, other: Any = "", allow_false: Any = False) -> Any:
    """As :func:`default`; with ``allow_false: true`` false is a value like others."""
    missing = value is None if is_truthy(allow_false) else not is_truthy(value)
    return other if missing or _is_empty(value) else value


def _is_empty(value: Any) -> bool:
    return isinstance(value, (str, list, tuple, Mapping)) and len(value) == 0


def date_filter(zone: tzinfo) -> Filter:
    """The filter ``date`` for a site in ``zone``."""

    def date(value: Any, format: Any) -> Any:
        """The time by a pattern of ``strftime``; what is no time stays as it is."""
        pattern = text.text_of(format)
        moment = to_date(value, zone) if pattern else None
        return value if moment is None else strftime(moment, pattern)

    return date


_MATHS = {name: getattr(numbers, name) for name in numbers.__all__}
_TEXTS: tuple[str, ...] = (
    "append", "capitalize", "downcase", "lstrip", "newline_to_br", "prepend", "remove", "remove_first",
    "replace", "replace_first", "rstrip", "split", "strip", "strip_newlines", "truncate", "truncatewords",
    "upcase",
)  # fmt: skip
_ARRAYS: tuple[str, ...] = (
    "compact", "concat", "first", "join", "last", "map", "reverse", "size", "slice", "sort", "sort_natural",
    "uniq",
)  # fmt: skip
_HTML: tuple[str, ...] = ("escape", "escape_once", "strip_html", "url_decode", "url_encode")
_LATER: tuple[str, ...] = (
    "remove_last", "replace_last", "squish",
)  # fmt: skip

LIQUID_4: Mapping[str, Filter] = {
    **_MATHS,
    **{name: getattr(text, name) for name in _TEXTS},
    **{name: getattr(arrays, name) for name in _ARRAYS},
    **{name: getattr(html, name) for name in _HTML},
    "h": html.escape,
    "where": selection.where,
    "date": date_filter(UTC),
    "default": default,
}
LIQUID_5: Mapping[str, Filter] = {
    **LIQUID_4,
    **{name: getattr(text, name) for name in _LATER},
    **{name: getattr(html, name) for name in html.__all__},
    **{name: getattr(selection, name) for name in selection.__all__},
    "newline_to_br": text.newline_to_br_5,
    "truncatewords": text.truncatewords_5,
    "sort": arrays.sort_5,
    "first": arrays.first_5,
    "last": arrays.last_5,
    "default": default_5,
}
