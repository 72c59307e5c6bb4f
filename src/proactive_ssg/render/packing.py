"""Conversions as bytes: packed where they are made, be it in another process, and kept as they are.

They are not compressed: that took as long as all the rest of keeping a page, and a layout that changes asks
for every conversion of the site again.
"""

from __future__ import annotations

import json

from proactive_ssg.kramdown import Result
from proactive_ssg.kramdown.definitions import Warning

__all__ = ["pack", "unpack"]


def pack(result: Result) -> bytes:
    """The bytes of a conversion: a line for the warnings of kramdown, then the HTML."""
    warnings = json.dumps(result.warnings) if result.warnings else ""
    return f"{warnings}\n{result.html}".encode("utf-8", "surrogatepass")


def unpack(content: bytes) -> Result:
    """The conversion that :func:`pack` was given."""
    warnings, _end, html = content.decode("utf-8", "surrogatepass").partition("\n")
    return Result(html, [Warning(*warning) for warning in json.loads(warnings)] if warnings else [])
