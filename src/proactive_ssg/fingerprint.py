"""Fingerprints: short texts that differ when what they were made of differs (BLAKE2, 16 bytes)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from pathlib import PurePath
from typing import Any

__all__ = ["fingerprint", "of_bytes"]

_DEPTH = 500
_PLAIN = (str, int, float, bytes, bool, date, PurePath, type(None))


def of_bytes(content: bytes) -> str:
    """The fingerprint of some bytes."""
    return blake2b(content, digest_size=16).hexdigest()


def fingerprint(*values: Any) -> str:
    """The fingerprint of texts, numbers, dates, paths, and of lists, sets and mappings of these.

    The order of mappings counts: templates show it. What else there is in them is told by its ``repr``, which
    for most objects of other programs is new each time: a page that holds one is never taken over.
    """
    try:
        text = repr(values)  # one call of C where nothing has a ``repr`` of its own that says too little
    except RecursionError:
        text = repr(id(values))
    return of_bytes(text.encode("utf-8", "surrogatepass"))


def plain(value: Any, depth: int = 0) -> Any:
    """``value`` with every mapping and list as a plain one, so that its ``repr`` tells all of it."""
    if isinstance(value, _PLAIN):
        return value
    if depth > _DEPTH:
        return object()
    if isinstance(value, Mapping):
        return {key: plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, depth + 1) for item in value]
    return value
