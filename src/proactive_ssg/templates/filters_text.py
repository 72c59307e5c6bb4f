"""Filters on text, as Jekyll (``lib/jekyll/filters.rb``, ``utils.rb``) and Liquid define them.

Plain functions: text in, text out, nil (None) where Jekyll gives nil. Both engines use them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from typing import Any, cast, get_args
from urllib.parse import quote, quote_plus, unquote_to_bytes

from proactive_ssg.i18n import _
from proactive_ssg.liquid.filters.html import strip_html
from proactive_ssg.liquid.filters.text import count_words, text_of
from proactive_ssg.liquid.printing import join
from proactive_ssg.liquid.values import FilterError, class_name
from proactive_ssg.model.slugs import SlugMode
from proactive_ssg.model.slugs import slugify as make_slug

__all__ = [
    "FILTERS", "array_to_sentence_string", "cgi_escape", "normalize_whitespace", "number_of_words", "slugify",
    "strip_html", "strip_index", "uri_escape", "xml_escape",
]  # fmt: skip

FILTERS = (
    "array_to_sentence_string", "cgi_escape", "normalize_whitespace", "number_of_words", "slugify",
    "strip_index", "uri_escape", "xml_escape",
)  # fmt: skip

# I18n.transliterate: what has no decomposition into a Latin letter and marks.
_LATIN = str.maketrans({
    "×": "x", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "ß": "ss", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d",
    "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th", "Ł": "L", "ł": "l", "Ħ": "H", "ħ": "h", "ı": "i",
    "Ĳ": "IJ", "ĳ": "ij", "ĸ": "k", "Ŀ": "L", "ŀ": "l", "ŉ": "'n", "Ŋ": "NG", "ŋ": "ng", "Ŧ": "T", "ŧ": "t",
})  # fmt: skip

_CJK = r"\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_RUBY_SPACE = re.compile(r"[ \t\n\v\f\r]+")
_INDEX = re.compile(r"/index\.html?$")


def slugify(value: Any, mode: str | None = None, cased: bool = False) -> str | None:
    """A title as part of a URL; ``mode``: ``default raw pretty ascii latin``, any other leaves the text."""
    if value is None:
        return None
    text, mode = text_of(value), mode or "default"
    if mode not in get_args(SlugMode):
        return text if cased else text.lower()
    if mode == "latin":
        text = _transliterate(text)
    return make_slug(text, cast(SlugMode, mode), cased=cased)


def _transliterate(text: str) -> str:
    return "".join(c if c.isascii() else _transliterated(c) for c in text)


def _transliterated(character: str) -> str:
    """A letter of Latin-1 or Latin Extended-A without its mark, ``?`` for all others (I18n)."""
    known = character.translate(_LATIN)
    if known == character and "À" <= character <= "ž":
        known = unicodedata.normalize("NFD", character)[0]
    return known if known.isascii() else "?"


def xml_escape(value: Any) -> str:
    """``& < > " '`` as entities (Ruby's ``encode(xml: :attr)``)."""
    return html.escape(text_of(value), quote=False).replace('"', "&quot;").replace("'", "&apos;")


def cgi_escape(value: Any) -> str:
    """Percent-encoded as in a query: a space is ``+``."""
    return quote_plus(text_of(value))


def uri_escape(value: Any) -> str | None:
    """Percent-encoded, except the characters that have a meaning in a URI; ``%20`` stays."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise FilterError(_("Can't convert {kind} into String.").format(kind=class_name(value)))
    text = text_of(value)
    try:
        text = unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        return quote(text, safe="!*'();:@&=+$,/?#[]%~")
    return quote(unicodedata.normalize("NFKC", text), safe="!*'();:@&=+$,/?#[]~")


def normalize_whitespace(value: Any) -> str:
    """Every run of white space as one space, none at the ends."""
    return _RUBY_SPACE.sub(" ", text_of(value)).strip(" \0")


def number_of_words(value: Any, mode: str | None = None) -> int:
    """Words between white space; ``cjk`` and ``auto`` count every Chinese, Japanese or Korean character."""
    text = text_of(value)
    if mode in ("cjk", "auto"):
        characters, other_words = (
            sum(1 for _found in pattern.finditer(text)) for pattern in _cjk_and_other_words()
        )
        if mode == "cjk" or characters:
            return characters + other_words
    return count_words(text)


@cache
def _cjk_and_other_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compiling these takes 10 ms: only for those who count such words."""
    return re.compile(f"[{_CJK}]"), re.compile(rf"[^\s{_CJK}]+")


def array_to_sentence_string(value: Any, connector: Any = "and") -> str:
    """``a, b, and c``."""
    items = list(value) if isinstance(value, (list, tuple, str)) else []
    word = text_of(connector)
    if len(items) > 2:
        return f"{join(items[:-1], ', ')}, {word} {text_of(items[-1])}"
    return f" {word} ".join(map(text_of, items))


def strip_index(value: Any) -> Any:
    """A URL without the ``index.html`` at its end."""
    return _INDEX.sub("/", text_of(value), count=1) if value is not None and value != "" else None
