"""Character references: ``&amp;``, ``&#38;``, ``&#x26;`` (``parser/kramdown/html_entity.rb``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.element import Element
from proactive_ssg.kramdown.entities import UnknownEntityError, entity

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = "&"
STARTS: Final = {"&": r"(?=[A-Za-z0-9_:#])"}

_REFERENCE: Final = re.compile(r"&([A-Za-z0-9_:][A-Za-z0-9_.:-]*+);|&#([0-9]++);|&#x([0-9a-fA-F]++);")

# Numbers beyond Unicode name nothing; those with thousands of digits are not worth reading either.
_MAX_DIGITS = 10


def parse(s: SpanScanner) -> bool:
    """Take a character reference; before an unknown name the ampersand is an entity, the name text."""
    match = _REFERENCE.match(s.src, s.pos)
    if match is None:
        return False
    name, decimal, hexadecimal = match.groups()
    original = match.group()
    try:
        value = entity(name or _number(decimal or hexadecimal, 10 if decimal else 16))
        s.add(Element("entity", value, s.line, options={"original": original}))
    except UnknownEntityError:
        s.add(Element("entity", entity("amp"), s.line))
        s.text.append(original[1:])
    s.pos = match.end()
    return True


def _number(digits: str, base: int) -> int:
    significant = digits.lstrip("0")
    return int(significant[: _MAX_DIGITS + 1] or "0", base)
