"""Straight quotes become typographic ones, by what stands around them (``smart_quotes.rb``).

kramdown tries ten patterns in turn on a quote and the character before it. The decisions below are
those patterns, sorted by whether that character is there: it is not at the start of a text and
after another span.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proactive_ssg.kramdown.element import Element

from .characters import SPACES, WORD, is_word

if TYPE_CHECKING:
    from .scanner import SpanScanner

__all__ = ["FIRST", "STARTS", "parse"]

FIRST = "\"'"
STARTS: Final[dict[str, str]] = {}

_PUNCTUATION: Final = frozenset("!\"#$%'()*+,-./:;<=>?@[\\]^_`{|}~")
_OPENING: Final = {"'": "lsquo", '"': "ldquo"}
_CLOSING: Final = {"'": "rsquo", '"': "rdquo"}


def parse(s: SpanScanner) -> bool:
    """Take one quote, or two that open together."""
    src, start = s.src, s.pos
    quote = src[start]
    before = src[start - 1] if start > s.floor else "\\"
    if before != "\\":  # after one, no pattern sees what stands before (smartify knows no escapes)
        if before not in SPACES:
            names = _OPENING if before in "[{(-" else _CLOSING
            _add(s, names[quote])
        else:
            _after_space(s, quote, before)
    elif _starts_emphasis(src, start):
        _add(s, _OPENING[quote])
    elif _precedes_punctuation(src, start):
        _add(s, _CLOSING[quote])
    elif not _open_pair(s, quote) and not _decade(s, quote):
        _after_nothing(s, quote)
    return True


def _add(s: SpanScanner, name: str) -> None:
    s.add(Element("smart_quote", name, s.line))
    s.pos += 1


def _after_space(s: SpanScanner, quote: str, before: str) -> None:
    if _open_pair(s, quote) or _decade(s, quote):
        return
    closes = before in "\f\v" and s.src[s.pos + 1 : s.pos + 2] not in WORD
    _add(s, (_CLOSING if closes else _OPENING)[quote])


def _open_pair(s: SpanScanner, quote: str) -> bool:
    """Two different quotes before a word open together: ``"'Quoted' words in a larger quote."``"""
    src, start = s.src, s.pos
    other = src[start + 1 : start + 2]
    if other == quote or other not in _OPENING or src[start + 2 : start + 3] not in WORD:
        return False
    _add(s, _OPENING[quote])
    _add(s, _OPENING[other])
    return True


def _decade(s: SpanScanner, quote: str) -> bool:
    """An apostrophe for the century that is left out: ``the '80s``."""
    year = s.src[s.pos + 1 : s.pos + 4]
    if quote != "'" or len(year) != 3 or year[2] != "s" or not (year[:2].isascii() and year[:2].isdigit()):
        return False
    _add(s, "rsquo")
    return True


def _starts_emphasis(src: str, start: int) -> bool:
    return src[start + 1 : start + 2] in ("*", "_") and src[start + 2 : start + 3] not in SPACES


def _precedes_punctuation(src: str, start: int) -> bool:
    """Whether punctuation follows that no word (after ``_``: only a word) and no ellipsis follows."""
    after = src[start + 1 : start + 2]
    if after not in _PUNCTUATION or src.startswith("..", start + 2):
        return False
    return is_word(src[start + 2 : start + 3]) == (after == "_")


def _after_nothing(s: SpanScanner, quote: str) -> None:
    src, start = s.src, s.pos
    after = src[start + 1 : start + 2]
    if after in _OPENING:  # the first of two quotes stays straight
        s.text.append(quote)
        s.pos += 1
        _add(s, _CLOSING[after])
    elif after in SPACES or (after == "s" and not is_word(src[start + 2 : start + 3])):
        _add(s, _CLOSING[quote])
    else:
        _add(s, _OPENING[quote])
