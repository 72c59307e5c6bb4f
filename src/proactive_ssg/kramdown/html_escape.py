"""Escaping, attributes and entities as kramdown writes them (``lib/kramdown/utils/html.rb``)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from .definitions import STRIP
from .element import Attributes

__all__ = ["escape_attribute", "escape_html", "escape_text", "html_attributes", "join_cjk_lines"]

# An ampersand that does not start a reference, in the sense of REXML (whose \w is ASCII).
_BARE_AMPERSAND: Final = re.compile(r"&(?!(?:[A-Za-z0-9_:][-A-Za-z0-9_.:]*+;|#[0-9]++;|#x[0-9A-Fa-f]++;))")

# Scripts Han, Hiragana and Katakana.
_CJK = (
    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096"
    "\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\u32d0-\u32fe\u3300-\u3357\u3400-\u4dbf"
    "\u4e00-\u9ffc\uf900-\ufa6d\ufa70-\ufad9\uff66-\uff6f\uff71-\uff9d\U00016ff0\U00016ff1"
    "\U0001b000-\U0001b11e\U0001b150-\U0001b152\U0001b164-\U0001b167\U0001f200\U00020000-\U0002a6dd"
    "\U0002a700-\U0002b734\U0002b740-\U0002b81d\U0002b820-\U0002cea1\U0002ceb0-\U0002ebe0"
    "\U0002f800-\U0002fa1d\U00030000-\U0003134a"
)


def escape_html(text: str) -> str:
    """Escape ``& < >`` everywhere: for code, whose text is literal."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def escape_text(text: str) -> str:
    """Escape ``& < >`` in running text, where ``&name;`` and ``&#1;`` stay references."""
    if "&" in text:
        text = _BARE_AMPERSAND.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def escape_attribute(text: str) -> str:
    """As :func:`escape_text`, and double quotes."""
    text = escape_text(text)
    return text.replace('"', "&quot;") if '"' in text else text


def html_attributes(attr: Attributes | dict[str, Any]) -> str:
    """`` name="value"`` for every attribute that has a value, in order; a blank id is left out."""
    result = ""
    for name, value in attr.items():
        if value is None:
            continue
        text = value if type(value) is str else str(value)
        if name == "id" and not text.strip(STRIP):
            continue
        if "&" in text or "<" in text or ">" in text or '"' in text:
            text = escape_attribute(text)
        result += f' {name}="{text}"'
    return result


def join_cjk_lines(text: str) -> str:
    """Remove the line breaks between Chinese or Japanese characters, which would show as spaces."""
    return _cjk_line_break().sub("", text) if "\n" in text and not text.isascii() else text


@cache
def _cjk_line_break() -> re.Pattern[str]:
    """Compiling this takes 5 ms: not for those who write in letters."""
    return re.compile(rf"(?<=[{_CJK}])\n(?=[{_CJK}])")
