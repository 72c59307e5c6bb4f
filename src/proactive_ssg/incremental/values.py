"""Values of YAML as bytes and back, exactly; for what cannot be told exactly there are no bytes."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any

__all__ = ["UnknownValueError", "decoded", "encoded", "from_bytes", "to_bytes"]

Special = Callable[[object], list[Any]]

_TAG = "\0"
_PLAIN = frozenset((str, int, float, bool, type(None)))


class UnknownValueError(Exception):
    """A value that is none of YAML's."""


def to_bytes(value: Any, local: tzinfo) -> bytes | None:
    """``value`` as bytes; times may be in the zone ``local``. None for what could not be read again."""
    for kind, write in ((b"q", _quick(local)[0]), (b"t", lambda value: json.dumps(encoded(value, local)))):
        with contextlib.suppress(UnknownValueError, RecursionError, ValueError, TypeError):
            content = kind + write(value).encode()
            if repr(from_bytes(content, local)) == repr(value):
                return content
    return None


def from_bytes(content: bytes, local: tzinfo) -> Any:
    """The value that :func:`to_bytes` was given."""
    text = content[1:].decode()
    return _quick(local)[1](text) if content[:1] == b"q" else decoded(json.loads(text), local)


@lru_cache(maxsize=4)
def _quick(local: tzinfo) -> tuple[Callable[[Any], str], Callable[[str], Any]]:
    """Writes and reads values in which nothing but times and dates needs a tag: they are in a mapping of it.

    That is most front matter: C goes through all of it, and calls us for its times.
    What else there is (keys that are no texts) comes back as something else: whoever writes looks at that.
    """

    def tagged(value: object) -> dict[str, list[Any]]:
        if type(value) is datetime:
            return {_TAG: _encoded_time(value, local)}
        if type(value) is date:
            return {_TAG: ["date", value.isoformat()]}
        raise UnknownValueError

    def untagged(found: dict[str, Any]) -> Any:
        return _decoded_time(*found[_TAG], local=local) if _TAG in found else found

    return json.JSONEncoder(default=tagged).encode, json.JSONDecoder(object_hook=untagged).decode


def _unknown(_value: object) -> list[Any]:
    raise UnknownValueError


def encoded(value: Any, local: tzinfo, special: Special = _unknown) -> Any:
    """``value`` itself where JSON can write it, else with lists that begin with a tag for the rest.

    ``special`` gives kind and number of what is no value of YAML; raises UnknownValueError.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list:
        items = [encoded(item, local, special) for item in value]
        if items and items[0] == _TAG:
            raise UnknownValueError
        return value if all(one is other for one, other in zip(items, value, strict=True)) else items
    if kind is dict:
        return _encoded_mapping(value, local, special)
    if kind is datetime:
        return [_TAG, *_encoded_time(value, local)]
    if kind is date:
        return [_TAG, "date", value.isoformat()]
    return [_TAG, *special(value)]


def _encoded_mapping(value: dict[Any, Any], local: tzinfo, special: Special) -> Any:
    if not all(type(key) is str for key in value):
        pairs = [[encoded(key, local, special), encoded(item, local, special)] for key, item in value.items()]
        return [_TAG, "mapping", pairs]
    items = {key: encoded(item, local, special) for key, item in value.items()}
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
    if type(zone) is timezone and (offset := value.utcoffset()) is not None:
        # One that is called UTC, of its own, is what a `Z` makes, one that is called +00:00 an offset of
        # nothing: they are printed otherwise than UTC.
        name = zone.tzname(None)
        return ["offset", text, value.fold, offset.total_seconds(), None if offset else name]
    raise UnknownValueError


def _no_special(kind: str, _number: int) -> Any:
    raise ValueError(kind)


def decoded(value: Any, local: tzinfo, special: Callable[[str, int], Any] = _no_special) -> Any:
    """What :func:`encoded` was given."""
    if type(value) is dict:
        return {key: decoded(item, local, special) for key, item in value.items()}
    if type(value) is not list:
        return value
    if not value or value[0] != _TAG:
        return [decoded(item, local, special) for item in value]
    kind, content, *more = value[1:]
    if kind == "mapping":
        return {decoded(key, local, special): decoded(item, local, special) for key, item in content}
    if kind in ("page", "file"):
        return special(kind, content)
    return _decoded_time(kind, content, *more, local=local)


def _decoded_time(kind: str, content: str, *more: Any, local: tzinfo) -> date:
    if kind == "date":
        return date.fromisoformat(content)
    zone: tzinfo | None
    if kind == "offset":
        offset = timedelta(seconds=more[1])
        zone = timezone(offset) if more[2] is None else timezone(offset, more[2])
    else:
        zone = {"local": local, "naive": None, "utc": UTC}[kind]
    return datetime.fromisoformat(content).replace(tzinfo=zone, fold=more[0])
