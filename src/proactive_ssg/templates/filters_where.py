"""``where`` and ``find``: the items of a list by one of their properties (``lib/jekyll/filters.rb``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid.filters.text import text_of
from proactive_ssg.liquid.nesting import bounded_range
from proactive_ssg.liquid.values import FilterError, Literal, class_name, to_s
from proactive_ssg.templates.drops import Drop
from proactive_ssg.templates.members import Members

__all__ = ["find", "item_property", "selectable", "where"]

_BEFORE_NUMBERS = frozenset("0123456789-. \t\n\v\f\r")
_INTEGER = re.compile(r"[ \t\n\v\f\r]*-?[0-9]+[ \t\n\v\f\r]*")
_FLOAT = re.compile(r"[ \t\n\v\f\r]*-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[ \t\n\v\f\r]*")


def item_property(item: Any, name: Any) -> Any:
    """``item[name]`` (``a.b`` goes deeper), text that is a number as a number.

    Raises :class:`FilterError` for an item that can have no properties.
    """
    name = text_of(name)
    if "." not in name:
        if isinstance(item, Mapping):
            value = item.get(name)
        elif isinstance(item, str):
            value = name if name in item else None
        else:
            raise _no_property(item, name)
    else:
        value = item
        for key in name.split("."):
            value = _step(value, key)
    return _as_number(value)


def _step(value: Any, key: str) -> Any:
    if isinstance(value, Mapping):
        return value.get(key)
    if isinstance(value, str):
        return key if key in value else None
    if isinstance(value, (list, tuple)):
        raise _no_property(value, key)
    return False  # what has no keys, nil too


def _no_property(item: Any, name: str) -> FilterError:
    message = _("{kind} has no property {name!r}: an object or a page is needed here")
    return FilterError(message.format(kind=class_name(item), name=name))


def _as_number(value: Any) -> Any:
    if isinstance(value, str):
        text: str = value
        if not text or text[0] not in _BEFORE_NUMBERS:
            return value
    elif isinstance(value, float):
        text = to_s(value)
    else:
        return value
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else value


def where(items: Any, name: Any, target: Any) -> Any:
    """The items whose property is ``target``, or holds it where it is a list; all that have none for nil."""
    found = selectable(items)
    if found is None or name is None or name is False or isinstance(target, (list, tuple, Mapping)):
        return items
    if (known := _looked_up(found, name, target)) is not None:
        return list(known)
    return list(_selected(found, name, target))


def _selected(items: Iterable[Any], name: Any, target: Any) -> Iterator[Any]:
    """The items that match; most are drops with a text that is no number, and are asked without detours."""
    key = text_of(name)
    is_plain = "." not in key
    text = text_of(target)
    for item in items:
        value = item[key] if is_plain and isinstance(item, Drop) else item_property(item, key)
        if type(value) is str and value and value[0] not in _BEFORE_NUMBERS and target is not None:
            if value == text:
                yield item
        elif _matches(_as_number(value), target):
            yield item


def _looked_up(items: Iterable[Any], name: Any, target: Any) -> list[Any] | None:
    """The answer of a list of the site, which remembers; None where each item must be asked."""
    if type(items) is not Members or target is None or isinstance(target, Literal):
        return None
    return items.having(text_of(name), text_of(target), _property_texts)


def _property_texts(item: Any, name: str) -> Iterable[str]:
    """The texts that a property matches."""
    value = item_property(item, name)
    return (value,) if isinstance(value, str) else map(text_of, _as_list(value))


def find(items: Any, name: Any, target: Any) -> Any:
    """The first item that :func:`where` would give; None without one."""
    found = selectable(items)
    if found is None or name is None or name is False or isinstance(target, (list, tuple, Mapping)):
        return items
    if (known := _looked_up(found, name, target)) is not None:
        return known[0] if known else None
    return next(_selected(found, name, target), None)


def selectable(items: Any) -> Iterable[Any] | None:
    """What filters that select go over: the values of an object; None for what is no collection."""
    if isinstance(items, Mapping):
        return items.values()
    return bounded_range(items) if isinstance(items, (list, tuple, range)) else None


def _matches(value: Any, target: Any) -> bool:
    if target is None:
        return value is None
    text = text_of(target)
    if isinstance(value, str):
        return value == text
    members = _as_list(value)
    if isinstance(target, Literal):  # empty, blank: a list without text in it, too
        return "".join(map(text_of, members)) == text
    return any(text_of(member) == text for member in members)


def _as_list(value: Any) -> Sequence[Any]:
    """Ruby's ``Array(value)``."""
    if value is None:
        return ()
    if isinstance(value, (list, tuple, range)):
        return value
    if isinstance(value, Mapping):
        return [[key, item] for key, item in value.items()]
    return (value,)
