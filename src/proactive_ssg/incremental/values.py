"""Values of YAML as bytes and back, exactly; for what cannot be told exactly there are no bytes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any

__all__ = ["from_bytes", "to_bytes"]

_TAG = "\0"
_PLAIN = frozenset((str, int, float, bool, type(None)))


class _UnknownError(Exception):
    """A value that is none of YAML's."""


def to_bytes(value: Any, local: tzinfo) -> bytes | None:
    """``value`` as bytes; times may be in the zone ``local``. None for what could not be read again."""
    try:
        encoded = _encoded(value, local)
        is_plain = encoded is value
        return (b"p" if is_plain else b"t") + json.dumps(encoded).encode()
    except (_UnknownError, RecursionError, ValueError):
        return None


def from_bytes(content: bytes, local: tzinfo) -> Any:
    """The value that :func:`to_bytes` was given."""
    value = json.loads(content[1:])
    return value if content[:1] == b"p" else _decoded(value, local)


def _encoded(value: Any, local: tzinfo) -> Any:
    """``value`` itself where JSON can write it, else with lists that begin with a tag for the rest."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list:
        items = [_encoded(item, local) for item in value]
        if items and items[0] == _TAG:
            raise _UnknownError
        return value if all(one is other for one, other in zip(items, value, strict=True)) else items
    if kind is dict:
        return _encoded_mapping(value, local)
    if kind is datetime:
        return [_TAG, *_encoded_time(value, local)]
    if kind is date:
        return [_TAG, "date", value.isoformat()]
    raise _UnknownError


def _encoded_mapping(value: dict[Any, Any], local: tzinfo) -> Any:
    if not all(type(key) is str for key in value):
        pairs = [[_encoded(key, local), _encoded(item, local)] for key, item in value.items()]
        return [_TAG, "mapping", pairs]
    items = {key: _encoded(item, local) for key, item in value.items()}
    return value if all(items[key] is item for key, item in value.items()) else items


def _encoded_time(value: datetime, local: tzinfo) -> list[Any]:
    zone = value.tzinfo
    text = value.replace(tzinfo=None).isoformat()
    if zone is local:
        return ["local", text, value.fold]
    if zone is None:
        return ["naive", text, value.fold]
    if zone is UTC:
        return ["utc", text, value.fold]
    if (
        type(zone) is timezone
        and zone.tzname(None).startswith("UTC")
        and (offset := value.utcoffset()) is not None
    ):
        return ["offset", text, value.fold, offset.total_seconds()]
    raise _UnknownError


def _decoded(value: Any, local: tzinfo) -> Any:
    if type(value) is dict:
        return {key: _decoded(item, local) for key, item in value.items()}
    if type(value) is not list:
        return value
    if not value or value[0] != _TAG:
        return [_decoded(item, local) for item in value]
    kind, content, *more = value[1:]
    if kind == "date":
        return date.fromisoformat(content)
    if kind == "mapping":
        return {_decoded(key, local): _decoded(item, local) for key, item in content}
    zones = {"local": local, "naive": None, "utc": UTC}
    zone = zones[kind] if kind in zones else timezone(timedelta(seconds=more[1]))
    return datetime.fromisoformat(content).replace(tzinfo=zone, fold=more[0])
