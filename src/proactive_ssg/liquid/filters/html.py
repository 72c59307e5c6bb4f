"""Liquid's filters for HTML, URLs and Base64 (``standardfilters.rb``)."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any
from urllib.parse import quote_plus, unquote_to_bytes

from proactive_ssg.i18n import _
from proactive_ssg.liquid.filters.text import text_of
from proactive_ssg.liquid.numbers import FilterError

__all__ = [
    "base64_decode", "base64_encode", "base64_url_safe_decode", "base64_url_safe_encode", "escape",
    "escape_once", "strip_html", "url_decode", "url_encode",
]  # fmt: skip

_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_UNESCAPED = re.compile(r"""["><']|&(?!(?:[a-zA-Z]+|#[0-9]+);)""")
_BLOCK = re.compile(r"<script|<!--|<style")
_ENDS = {"<script": "</script>", "<!--": "-->", "<style": "</style>"}


def escape(value: Any) -> str | None:
    """``& < > " '`` as entities."""
    return None if value is None else text_of(value).translate(_HTML)


def escape_once(value: Any) -> str:
    """As :func:`escape`, but entities stay as they are."""
    return _UNESCAPED.sub(lambda match: match[0].translate(_HTML), text_of(value))


def strip_html(value: Any) -> str:
    """Without tags, comments, scripts and style sheets; time linear in the text."""
    text = text_of(value)
    return _without_tags(_without_blocks(text)) if "<" in text else text


def _without_blocks(text: str) -> str:
    parts, position, start = [], 0, 0
    open_for_ever: set[str] = set()
    while match := _BLOCK.search(text, start):
        start = match.end()
        kind = match[0]
        if kind in open_for_ever:
            continue
        end = text.find(_ENDS[kind], start)
        if end < 0:
            open_for_ever.add(kind)
            continue
        parts.append(text[position : match.start()])
        position = start = end + len(_ENDS[kind])
    return "".join([*parts, text[position:]])


def _without_tags(text: str) -> str:
    parts, position = [], 0
    while (start := text.find("<", position)) >= 0 and (end := text.find(">", start)) >= 0:
        parts.append(text[position:start])
        position = end + 1
    return "".join([*parts, text[position:]])


def url_encode(value: Any) -> str | None:
    """Percent-encoded as in a query: a space is ``+``."""
    return None if value is None else quote_plus(text_of(value))


def url_decode(value: Any) -> str | None:
    """The reverse; raises :class:`FilterError` where that is no text."""
    if value is None:
        return None
    try:
        return unquote_to_bytes(text_of(value).replace("+", " ")).decode()
    except UnicodeDecodeError:
        raise FilterError(_("invalid byte sequence in UTF-8")) from None


def base64_encode(value: Any) -> str:
    """In Base64 (Liquid 5)."""
    return base64.b64encode(text_of(value).encode()).decode()


def base64_url_safe_encode(value: Any) -> str:
    """In Base64 with ``-`` and ``_`` (Liquid 5)."""
    return base64.urlsafe_b64encode(text_of(value).encode()).decode()


def base64_decode(value: Any) -> str:
    """From Base64, which must be written strictly (Liquid 5)."""
    return _decoded(text_of(value), "base64_decode")


def base64_url_safe_decode(value: Any) -> str:
    """From Base64 with ``-`` and ``_``; the padding may be left out (Liquid 5)."""
    text = text_of(value).replace("-", "+").replace("_", "/")
    return _decoded(text + "=" * (-len(text) % 4), "base64_url_safe_decode")


def _decoded(text: str, name: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode(errors="replace")
    except (binascii.Error, ValueError):
        raise FilterError(_("invalid base64 provided to {name}").format(name=name)) from None
