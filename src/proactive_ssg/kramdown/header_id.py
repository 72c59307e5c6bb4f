# ruff: noqa: SIM905 - long lists of names read best as text
"""Identifiers of headers: kramdown's own (``converter/base.rb``) and GitHub's (``parser/gfm.rb``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from .options import Options
from .transliterate import to_ascii

__all__ = ["GfmHeaderIds", "HeaderIds", "auto_id_prefix", "basic_id", "downcase"]

_LEADING: Final = re.compile(r"^[^a-zA-Z]+", re.M)
_AUTO_IDS: Final = re.compile(r"auto_ids(?:-([\w-]+))?", re.A)
_DROPPED: Final = re.compile(r"[^a-zA-Z0-9 -]+")

_WORD_CATEGORIES: Final = frozenset("Lu Ll Lt Lm Lo Nl Mn Mc Me Nd Pc".split())
_SPACED: Final = {ord(" "): "-", ord("\t"): "-", ord("-"): "-"}


def basic_id(text: str) -> str:
    """Letters and digits of ASCII, hyphens for spaces, from the first letter on."""
    return _DROPPED.sub("", _LEADING.sub("", text)).replace(" ", "-").lower()


class HeaderIds:
    """kramdown's identifiers for one document: each is given once, then with ``-1``, ``-2``..."""

    __slots__ = ("_options", "_used")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._used: dict[str, int] = {}

    def generate(self, text: str) -> str:
        """The identifier for a header of this text."""
        if self._options.transliterated_header_ids:
            text = to_ascii(text)
        result = basic_id(text) or "section"
        if result in self._used:
            self._used[result] += 1
            result = f"{result}-{self._used[result]}"
        else:
            self._used[result] = 0
        return self._options.auto_id_prefix + result


class GfmHeaderIds:
    """GitHub's identifiers for one document: the letters of every script are kept."""

    __slots__ = ("_counts", "_options")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._counts: dict[str, int] = {}

    def generate(self, text: str) -> str:
        """The identifier for a header of this text; it is empty where no character is fit for it."""
        result = downcase(text).translate(_GFM_CHARACTERS)
        count = self._counts.get(result, -1) + 1
        self._counts[result] = count
        return self._options.auto_id_prefix + (f"{result}-{count}" if count else result)


def auto_id_prefix(refs: Iterable[str]) -> str | None:
    """The prefix for the terms of a definition list ``{:auto_ids-prefix}``; None: it wants no ids."""
    for ref in refs:
        if found := _AUTO_IDS.match(ref):
            return found[1] or ""
    return None


def downcase(text: str) -> str:
    """Lower case as Ruby's ``downcase``: without the special form of a final sigma."""
    return text.replace("\u03a3", "\u03c3").lower()


class _GfmCharacters(dict[int, str | None]):
    """For ``str.translate``: what becomes of a character, worked out at its first appearance."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        kept = unicodedata.category(char) in _WORD_CATEGORIES or _is_circled_letter(code)
        self[code] = char if kept else None
        return self[code]


def _is_circled_letter(code: int) -> bool:
    """Symbols that Unicode counts among the alphabetic characters, hence ``\\p{Word}``."""
    return (
        0x24B6 <= code <= 0x24E9
        or 0x1F130 <= code <= 0x1F149
        or 0x1F150 <= code <= 0x1F169
        or 0x1F170 <= code <= 0x1F189
    )


_GFM_CHARACTERS = _GfmCharacters(_SPACED)
