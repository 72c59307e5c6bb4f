"""Conversions as few bytes: packed where they are made, be it in another process, and kept as they are."""

from __future__ import annotations

import json
import zlib

from proactive_ssg.kramdown import Result
from proactive_ssg.kramdown.definitions import Warning

__all__ = ["pack", "unpack"]


def pack(result: Result) -> bytes:
    """The bytes of a conversion."""
    text = json.dumps([result.html, result.warnings], ensure_ascii=False)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(content: bytes) -> Result:
    """The conversion that :func:`pack` was given."""
    html, warnings = json.loads(zlib.decompress(content))
    return Result(html, [Warning(*warning) for warning in warnings])
