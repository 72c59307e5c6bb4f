"""Ruby's ``to_json`` of what templates hold: its floats, its dates, drops as their keys."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid.values import FilterError, to_s

__all__ = ["pretty_json", "to_json"]

_MAX_DEPTH = 100


def to_json(value: Any) -> str:
    """JSON without white space; raises :class:`FilterError` for NaN, infinity and what has no end."""
    return "".join(_compact(value, 0))


def _compact(value: Any, depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        raise FilterError(_("nested too deep for JSON"))
    if isinstance(value, Mapping):
        yield "{"
        comma = ""
        for key, item in _entries(value, depth):
            yield f"{comma}{_string(to_s(key))}:"
            yield from _compact(item, depth + 1)
            comma = ","
        yield "}"
    elif isinstance(value, (list, tuple)):
        yield "["
        for index, item in enumerate(value):
            if index:
                yield ","
            yield from _compact(item, depth + 1)
        yield "]"
    else:
        yield _scalar(value)


def _entries(value: Mapping[Any, Any], depth: int) -> Iterator[tuple[Any, Any]]:
    as_json = getattr(value, "as_json", None)
    yield from (value if as_json is None else as_json(depth)).items()


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, (bool, int, float, Decimal)):
        text = to_s(value)
        if text in ("NaN", "Infinity", "-Infinity"):
            raise FilterError(_("{value} not allowed in JSON").format(value=text))
        return text
    return _string(to_s(value))


def pretty_json(value: Any) -> str:
    """As Ruby's ``JSON.pretty_generate``."""
    return _pretty(value, 0)


def _pretty(value: Any, depth: int) -> str:
    if depth > _MAX_DEPTH:
        raise FilterError(_("nested too deep for JSON"))
    inner, outer = "  " * (depth + 1), "  " * depth
    if isinstance(value, Mapping):
        lines = [
            f"{inner}{_string(to_s(key))}: {_pretty(item, depth + 1)}" for key, item in _entries(value, depth)
        ]
        return "{\n" + ",\n".join(lines) + ("\n" if lines else "") + f"{outer}}}"
    if isinstance(value, (list, tuple)):
        lines = [f"{inner}{_pretty(item, depth + 1)}" for item in value]
        return "[\n" + ",\n".join(lines) + f"\n{outer}]"
    return _scalar(value)
