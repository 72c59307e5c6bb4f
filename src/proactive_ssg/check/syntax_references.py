"""Character references (``&eacute;``, ``&#233;``): whether one is written as it should be."""

from __future__ import annotations

from html.entities import html5

__all__ = ["named", "numeric"]


def numeric(number: str, semicolon: str) -> str:
    """The code of what is wrong with ``&#number;``, if anything is."""
    digits = number.lstrip("xX")
    if not digits:
        return "reference-without-digits"
    value = int(digits, 16 if number[0] in "xX" else 10) if len(digits) < 9 else 0x110000
    control = value in range(0x20) and value not in (0x09, 0x0A, 0x0C)
    if value == 0 or control or value in range(0x7F, 0xA0) or value in range(0xD800, 0xE000):
        return "reference-to-nothing"
    if value > 0x10FFFF or value & 0xFFFE == 0xFFFE or value in range(0xFDD0, 0xFDF0):
        return "reference-to-nothing"
    return "" if semicolon else "reference-without-semicolon"


def named(name: str, semicolon: str, attribute: bool, following: str) -> str:
    """The same for ``&name;``, in the value of an attribute perhaps, before the sign ``following``."""
    if semicolon:
        if f"{name};" in html5:
            return ""
        known = _without_semicolon(name)
        if known and not attribute:
            return "reference-without-semicolon"
        return "unknown-reference"
    known = _without_semicolon(name)
    if not known or (attribute and (known != name or following == "=")):
        return ""
    return "reference-without-semicolon"


def _without_semicolon(name: str) -> str:
    """The longest start of ``name`` that is a character reference without a semicolon (they are short)."""
    for length in range(min(len(name), 6), 1, -1):
        if name[:length] in html5:
            return name[:length]
    return ""
