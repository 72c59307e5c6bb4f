"""Filters on lists and objects: ``where find group_by jsonify`` (``lib/jekyll/filters.rb``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from proactive_ssg.templates.drops import Drop
from proactive_ssg.templates.text import to_text

FILTERS = ("find", "group_by", "jsonify", "to_integer", "where")
__all__ = ["FILTERS", "find", "group_by", "item_property", "jsonify", "to_integer", "where"]

_INTEGER = re.compile(r"\s*-?[0-9]+\s*")
_FLOAT = re.compile(r"\s*-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)\s*")
_LEADING_INTEGER = re.compile(r"\s*[+-]?[0-9]+")


def item_property(item: Any, name: Any) -> Any:
    """``item[name]`` (``a.b`` goes deeper), text that is a number as a number."""
    value = item
    for key in to_text(name).split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        text = to_text(value)
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return value


def where(items: Any, name: Any, target: Any = None) -> Any:
    """The items whose property is ``target``, or holds it where it is a list; all that have none for nil."""
    found = _selectable(items)
    if found is None or not name or isinstance(target, (list, tuple, Mapping)):
        return items
    return [item for item in found if _matches(item_property(item, name), target)]


def find(items: Any, name: Any, target: Any = None) -> Any:
    """The first item that :func:`where` would give; None without one."""
    found = _selectable(items)
    if found is None or not name or isinstance(target, (list, tuple, Mapping)):
        return items
    return next((item for item in found if _matches(item_property(item, name), target)), None)


def group_by(items: Any, name: Any) -> Any:
    """``[{name, items, size}]``, one for each value of the property, in the order in which they come."""
    found = _selectable(items)
    if found is None:
        return items
    groups: dict[str, list[Any]] = {}
    for item in found:
        groups.setdefault(to_text(item_property(item, name)), []).append(item)
    return [{"name": name, "items": members, "size": len(members)} for name, members in groups.items()]


def _selectable(items: Any) -> Iterable[Any] | None:
    if isinstance(items, Mapping):
        return items.values()
    return items if isinstance(items, Iterable) and not isinstance(items, str) else None


def _matches(value: Any, target: Any) -> bool:
    if target is None:
        return value is None
    text = to_text(target)
    if isinstance(value, str):
        return value == text
    if isinstance(value, (list, tuple)):
        return any(to_text(item) == text for item in value)
    return value is not None and not isinstance(value, Mapping) and to_text(value) == text


def to_integer(value: Any) -> int:
    """As Ruby's ``to_i``: the digits at the start, 0 without any."""
    if isinstance(value, (bool, int, float)):
        return int(value)
    match = _LEADING_INTEGER.match(to_text(value))
    return int(match[0]) if match else 0


def jsonify(value: Any) -> str:
    """JSON without white space; dates as Jekyll prints them, pages with all their keys."""
    return json.dumps(_plain(value, 0), ensure_ascii=False, separators=(",", ":"), default=to_text)


# Keys that would lead from page to page without end, or repeat whole documents.
_NOT_IN_NESTED_PAGES = frozenset(("content", "output", "excerpt", "next", "previous"))


def _plain(value: Any, depth: int) -> Any:
    if isinstance(value, Drop):
        keys = [key for key in value if not (depth and key in _NOT_IN_NESTED_PAGES)]
        return {key: _plain(value[key], depth + 1) for key in keys}
    if isinstance(value, Mapping):
        return {to_text(key): _plain(item, depth) for key, item in value.items()}
    if isinstance(value, (datetime, date)):
        return to_text(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item, depth) for item in value]
    return str(value) if isinstance(value, str) else value
