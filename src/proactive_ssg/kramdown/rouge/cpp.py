"""C++."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import default, include

from .actions import by_word
from .c_family import C_KEYWORDS, C_TYPES, CLikeLexer, c_words
from .tokens import C1, CM, MB, MF, MH, MI, MO, MX, NC, TEXT, K, N, O, P, S

__all__ = ["CppLexer"]

_KEYWORDS = """
    alignas alignof asm catch class co_await co_return co_yield concept const_cast consteval constexpr
    constinit decltype delete dynamic_cast explicit export final friend mutable namespace new noexcept
    operator override private protected public reinterpret_cast requires restrict static_assert
    static_cast template this thread_local throw throws try typeid typename using
"""
_WORDS = c_words(
    C_KEYWORDS + _KEYWORDS,
    f"{C_TYPES} bool",
    "__inline __restrict _inline inline naked thread",
    "NULL false nullptr true",
)
_DIGITS = r"[0-9]+(?:'[0-9]+)*"


class CppLexer(CLikeLexer):
    """What an opened brace holds lasts to the end: no function is declared after it."""

    name = "C++"
    braces_close = False
    tokens: ClassVar = {
        "own": [
            (r"(?:u8|[uUL])?R\"([^()\\\s]{0,16})\((?s:.{0,5000}?)\)\1\"", S),
            (r"(?:class|struct)\b", K, "class"),
            (r"template\b", K, "template"),
            (r"::", O),
        ],
        "numbers": [
            (r"[0-9]+(?:\.[0-9]+)?(?:h|min|s|ms|us|ns|if?|il|d|y)\b", MX),
            (rf"(?i)(?:{_DIGITS}(?:\.(?:{_DIGITS})?)?|\.{_DIGITS})e[+-]?{_DIGITS}[lu]*", MF),
            (rf"{_DIGITS}\.(?:{_DIGITS})?|\.{_DIGITS}", MF),
            (r"(?i)0x[0-9a-f]+(?:'[0-9a-f]+)*[lu]*", MH),
            (r"0[bB][01]+(?:'[01]+)*", MB),
            (r"(?i)0[0-7]+(?:'[0-7]+)*[lu]*", MO),
            (rf"(?i){_DIGITS}[lu]*", MI),
        ],
        "words": [(r"[a-zA-Z_]\w*", by_word(_WORDS, N))],
        "case": [(r"::", O), (r":", P, "#pop"), include("root")],
        "class": [
            (r"\s+", TEXT),
            (r"//.*", C1),
            (r"/\*(?s:.{0,5000}?)\*/", CM),
            (r"\.\.\.", O),
            (r"[a-zA-Z_]\w*", NC, "#pop"),
            default("#pop"),
        ],
        "template": [
            (r">", P, "#pop"),
            (r"typename\b", K, "class"),
            include("root"),
        ],
    }
