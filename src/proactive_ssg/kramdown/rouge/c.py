"""C."""

from __future__ import annotations

from typing import ClassVar

from .actions import by_word
from .c_family import C_KEYWORDS, C_TYPES, CLikeLexer, c_words
from .tokens import N

__all__ = ["CLexer"]

_WORDS = c_words(
    C_KEYWORDS,
    C_TYPES,
    "__inline __restrict _inline inline naked restrict thread typename",
    "NULL false true",
)


class CLexer(CLikeLexer):
    """Braces end where they are closed."""

    name = "C"
    tokens: ClassVar = {"words": [(r"[a-zA-Z_]\w*", by_word(_WORDS, N))]}
