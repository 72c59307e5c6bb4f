"""The shapes of an element in HTML: in a line, on a line, around lines (``converter/html.rb``)."""

from __future__ import annotations

from typing import Final

from .element import Attributes
from .html_escape import html_attributes

__all__ = ["SYMBOLS", "block", "indented_block", "span"]

# The typographic symbols and the entities that stand for them.
SYMBOLS: Final = {
    "mdash": ("mdash",),
    "ndash": ("ndash",),
    "hellip": ("hellip",),
    "laquo": ("laquo",),
    "raquo": ("raquo",),
    "laquo_space": ("laquo", "nbsp"),
    "raquo_space": ("nbsp", "raquo"),
}


def span(name: str, attr: Attributes, body: str) -> str:
    """An element within a line."""
    return f"<{name}{html_attributes(attr)}>{body}</{name}>"


def block(name: str, attr: Attributes, body: str, indent: int) -> str:
    """An element on a line of its own."""
    return f"{' ' * indent}<{name}{html_attributes(attr)}>{body}</{name}>\n"


def indented_block(name: str, attr: Attributes, body: str, indent: int) -> str:
    """An element whose tags stand on lines of their own."""
    margin = " " * indent
    return f"{margin}<{name}{html_attributes(attr) if attr else ''}>\n{body}{margin}</{name}>\n"
