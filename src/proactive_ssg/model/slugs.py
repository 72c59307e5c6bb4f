"""Slugs and titles made of file names and categories, as Jekyll makes them (``utils.rb``)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal
from unicodedata import category

__all__ = ["SlugMode", "extname", "slugify", "titleize_slug"]

SlugMode = Literal["raw", "default", "pretty", "ascii", "latin"]

_PRETTY_MARKS: Final = frozenset("._~!$&'()+,;=@")
_ASCII_DEFAULT = re.compile(r"[^A-Za-z0-9]+")
_ASCII_PRETTY = re.compile(r"[^A-Za-z0-9._~!$&'()+,;=@]+")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


def slugify(text: str, mode: SlugMode = "default", *, cased: bool = False) -> str:
    """``text`` with a hyphen for every run of characters that ``mode`` does not keep."""
    if mode == "raw":
        slug = _SPACES.sub("-", text)
    elif mode == "ascii" or text.isascii():
        slug = (_ASCII_PRETTY if mode == "pretty" else _ASCII_DEFAULT).sub("-", text)
    else:
        slug = _unicode_slug(text, _PRETTY_MARKS if mode == "pretty" else frozenset())
    slug = slug.removeprefix("-").removesuffix("-")
    return slug if cased else slug.lower()


def _unicode_slug(text: str, marks: frozenset[str]) -> str:
    """Letters, combining marks and decimal digits stay; ``\\w`` of ``re`` would lose the combining marks."""
    kept = (character if _is_word(character) or character in marks else "\0" for character in text)
    return re.sub("\0+", "-", "".join(kept))


@lru_cache(maxsize=4096)
def _is_word(character: str) -> bool:
    kind = category(character)
    return kind[0] in "LM" or kind == "Nd"


def titleize_slug(slug: str) -> str:
    """``my-Post`` as a title: ``My Post``."""
    return " ".join(word.capitalize() for word in slug.rstrip("-").split("-"))


def extname(name: str) -> str:
    """The extension with its dot (``.md``), or nothing, as Ruby sees it: ``.x`` has none."""
    base = name.rsplit("/", 1)[-1]
    stem, dot, suffix = base.rpartition(".")
    return dot + suffix if stem.strip(".") else ""
