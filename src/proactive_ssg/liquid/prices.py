"""What the parts of a template cost, measured: a turn of a loop is about a microsecond of one core.

Filters were measured with what is worst for each of them; a filter that is not here, as of a plugin, costs as
much as a slow one. Small prices are grains, :data:`GRAINS` of which are a turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = ["GRAINS", "TAG", "TAGS", "Price", "price_of"]

GRAINS: Final = 20


class Price(NamedTuple):
    """``call``: grains, whatever is given; ``text``: so many characters are gone through in a turn, of the
    value and of each argument (0: none are looked at); ``item``: grains for each item of a list; ``deep``:
    what lies in the items counts as well."""

    call: int = 20
    text: int = 10
    item: int = 100
    deep: bool = True


_LOOKS = Price(8, 0, 0, deep=False)  # at one thing, however much there is
_NUMBER = Price(40, 30, 0, deep=False)
_COPY = Price(10, 100, 120)
_LETTERS = Price(20, 25, 120)  # goes through letter by letter
_PATTERN = Price(30, 5, 120)
_DATE = Price(120, 1, 100)  # text is read as Ruby reads it, in many forms
_LIST = Price(20, 100, 20, deep=False)
_ASKED = Price(30, 100, 40, deep=False)  # a property of each item
_ORDER = Price(30, 100, 60)
_WHOLE = Price(30, 10, 60)  # shows all that is in a value
_MARKDOWN = Price(1_000, 2, 100)

_PRICES: Mapping[str, Price] = {
    **dict.fromkeys(("count", "d", "default", "first", "last", "length", "safe", "size"), _LOOKS),
    **dict.fromkeys(
        ("abs", "at_least", "at_most", "ceil", "divided_by", "floor", "minus", "modulo", "plus", "round",
         "times", "to_integer"), _NUMBER,
    ),
    **dict.fromkeys(
        ("append", "base64_decode", "base64_encode", "base64_url_safe_decode", "base64_url_safe_encode",
         "lstrip", "newline_to_br", "prepend", "rstrip", "slice", "strip", "truncate"), _COPY,
    ),
    **dict.fromkeys(
        ("capitalize", "cgi_escape", "downcase", "escape", "h", "remove", "remove_first", "remove_last",
         "replace", "replace_first", "replace_last", "split", "strip_html", "strip_newlines", "upcase",
         "url_decode", "url_encode", "xml_escape"), _LETTERS,
    ),
    **dict.fromkeys(
        ("absolute_url", "escape_once", "normalize_whitespace", "number_of_words",
         "relative_url", "slugify", "squish", "strip_index", "truncatewords", "uri_escape"), _PATTERN,
    ),
    **dict.fromkeys(
        ("date", "date_to_long_string", "date_to_rfc822", "date_to_string", "date_to_xmlschema",
         "local_date"), _DATE,
    ),
    **dict.fromkeys(
        ("compact", "concat", "pop", "reverse", "sample", "shift", "where_exp", "find_exp",
         "group_by_exp"), _LIST,
    ),
    **dict.fromkeys(("find", "find_index", "has", "map", "reject", "sum", "where"), _ASKED),
    **dict.fromkeys(("group_by", "sort", "sort_natural", "uniq"), _ORDER),
    **dict.fromkeys(("array_to_sentence_string", "inspect", "join", "jsonify"), _WHOLE),
    **dict.fromkeys(("push", "unshift"), Price(20, 100, 20)),
    "urlize": Price(100, 1, 120),  # of Jinja2
    "file_info": Price(200, 3, 120),
    **dict.fromkeys(("markdownify", "sassify", "scssify", "smartify"), _MARKDOWN),
}  # fmt: skip
_UNKNOWN = Price()

TAG: Final = 1_000  # grains of a tag of the host
TAGS: Mapping[str, int] = {"include": 60, "include_relative": 60, "link": 60, "post_url": 60, "render": 60}


def price_of(name: str) -> Price:
    """The price of the filter ``name``."""
    return _PRICES.get(name, _UNKNOWN)
