"""Filters on text, as Jekyll (``lib/jekyll/filters.rb``, ``utils.rb``) and Liquid define them.

Plain functions: text in, text out, nil (None) where Jekyll gives nil. Both engines use them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any, cast, get_args
from urllib.parse import quote, quote_plus

from proactive_ssg.model.slugs import SlugMode
from proactive_ssg.model.slugs import slugify as make_slug
from proactive_ssg.templates.text import to_text

__all__ = [
    "array_to_sentence_string", "cgi_escape", "normalize_whitespace", "number_of_words", "slugify",
    "strip_html", "strip_index", "truncatewords", "uri_escape", "xml_escape",
]  # fmt: skip

# I18n.transliterate: what has no decomposition into a Latin letter and marks.
_LATIN = str.maketrans({
    "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "ß": "ss", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d",
    "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th", "Ł": "L", "ł": "l", "Ħ": "H", "ħ": "h", "ı": "i",
    "Ĳ": "IJ", "ĳ": "ij", "ĸ": "k", "Ŀ": "L", "ŀ": "l", "ŉ": "'n", "Ŋ": "NG", "ŋ": "ng", "Ŧ": "T", "ŧ": "t",
})  # fmt: skip

_CJK = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_NOT_CJK_WORD = re.compile(
    r"[^\s\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]+"
)
_RUBY_SPACE = re.compile(r"[ \t\n\v\f\r]+")
_INDEX = re.compile(r"/index\.html?$")


def slugify(value: Any, mode: str | None = None, cased: bool = False) -> str | None:
    """A title as part of a URL; ``mode``: ``default raw pretty ascii latin``, any other leaves the text."""
    if value is None:
        return None
    text, mode = to_text(value), mode or "default"
    if mode not in get_args(SlugMode):
        return text if cased else text.lower()
    if mode == "latin":
        text = _transliterate(text)
    return make_slug(text, cast(SlugMode, mode), cased=cased)


def _transliterate(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_LATIN))
    return "".join(c if c.isascii() else "?" for c in decomposed if not unicodedata.combining(c))


def xml_escape(value: Any) -> str:
    """``& < > "`` as entities."""
    return html.escape(to_text(value), quote=False).replace('"', "&quot;")


def cgi_escape(value: Any) -> str:
    """Percent-encoded as in a query: a space is ``+``."""
    return quote_plus(to_text(value), safe="*")


def uri_escape(value: Any) -> str:
    """Percent-encoded, except the characters that have a meaning in a URI."""
    return quote(to_text(value), safe="!*'();:@&=+$,/?#[]%~")


def normalize_whitespace(value: Any) -> str:
    """Every run of white space as one space, none at the ends."""
    return _RUBY_SPACE.sub(" ", to_text(value)).strip(" \0")


def number_of_words(value: Any, mode: str | None = None) -> int:
    """Words between white space; ``cjk`` and ``auto`` count every Chinese, Japanese or Korean character."""
    text = to_text(value)
    characters = len(_CJK.findall(text)) if mode in ("cjk", "auto") else 0
    if mode == "cjk" or characters:
        return characters + len(_NOT_CJK_WORD.findall(text))
    return len(text.split())


def array_to_sentence_string(value: Any, connector: str = "and") -> str:
    """``a, b, and c``."""
    items = [to_text(item) for item in value or ()]
    if len(items) > 2:
        return f"{', '.join(items[:-1])}, {connector} {items[-1]}"
    return f" {connector} ".join(items)


def strip_index(value: Any) -> Any:
    """A URL without the ``index.html`` at its end."""
    return _INDEX.sub("/", to_text(value)) if value is not None and value != "" else None


def strip_html(value: Any) -> str:
    """Text without tags, comments, scripts and style sheets (Liquid's ``strip_html``)."""
    text = to_text(value)
    for start, end in (("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>"), ("<", ">")):
        text = _without(text, start, end)
    return text


def _without(text: str, start: str, end: str) -> str:
    """``text`` without what stands between ``start`` and ``end``, in one pass however many stay open."""
    parts, position = [], 0
    while (opening := text.find(start, position)) >= 0:
        closing = text.find(end, opening + len(start))
        if closing < 0:
            break
        parts.append(text[position:opening])
        position = closing + len(end)
    parts.append(text[position:])
    return "".join(parts)


def truncatewords(value: Any, words: int = 15, ending: str = "...") -> str:
    """The first ``words`` words, at least one, followed by ``ending`` where some were left out."""
    text = to_text(value)
    count = max(int(words), 1)
    found = text.split(None, count)
    return " ".join(found[:count]) + to_text(ending) if len(found) > count else text
