"""R."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match
from typing import ClassVar, Final

from pygments.lexer import Lexer, RegexLexer

from .actions import Token, table
from .tokens import C1, CD, ERR, KC, MH, NB, NF, S1, S2, K, M, N, O, P, W

__all__ = ["RLexer"]

_WORDS = table(
    {
        K: "break else for function if in next repeat while",
        KC: "FALSE Inf NA NA_character_ NA_complex_ NA_integer_ NA_real_ NULL NaN TRUE",
        NB: "F LETTERS T letters month.abb month.name pi",
    }
)
_FUNCTIONS: Final = frozenset(
    """
    Arg Conj Im Mod Re UseMethod abs acos acosh all any anyNA as.call as.character as.complex
    as.double as.environment as.integer as.logical as.numeric as.raw asin asinh atan atanh attr
    attributes baseenv browser c call ceiling class cos cosh cospi cummax cummin cumprod cumsum
    digamma dim dimnames emptyenv exp expression floor forceAndCall gamma gc.time globalenv
    interactive invisible is.array is.call is.character is.complex is.double is.environment
    is.finite is.function is.infinite is.integer is.language is.list is.logical is.matrix is.na
    is.name is.nan is.null is.numeric is.object is.pairlist is.raw is.recursive is.single is.symbol
    lazyLoadDBfetch length lgamma list log max min missing names nargs nzchar oldClass on.exit
    pos.to.env proc.time prod quote range rep retracemem return round seq.int seq_along seq_len sign
    signif sin sinh sinpi sqrt standardGeneric substitute sum switch tan tanh tanpi tracemem
    trigamma trunc unclass untracemem xtfrm
    """.split()  # noqa: SIM905
)


def _word(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    name, called = match.groups()
    yield match.start(), NF if called and name in _FUNCTIONS else _WORDS.get(name, N), name


class RLexer(RegexLexer):
    """The functions of the base are known where a parenthesis follows at once."""

    name = "R"
    tokens: ClassVar = {
        "root": [
            (r"#'.*", CD),
            (r"#.*", C1),
            (r"\s+", W),
            (r"`[^`]*`", N),
            (r"\"[^\"\\]*(?:\\(?s:.)[^\"\\]*){0,500}\"", S2),
            (r"'[^'\\]*(?:\\(?s:.)[^'\\]*){0,500}'", S1),
            (r"\"(?s:.*)\"", S2),  # where no other quote ends it, an escaped one does
            (r"'(?s:.*)'", S1),
            (r"%[^%\n]*%", O),
            (r"0[xX][0-9a-fA-F]+(?:[pP][0-9]+)?[Li]?", MH),
            (r"[+-]?(?:[0-9]*\.)?[0-9]+(?:[eE][+-]?[0-9]+)?[Li]?", M),
            (r"((?:\.|[^\W\d_])[\w.]*)(?=(\()?)", _word),
            (r"[-<>=+*/^~!&|:$@?%]", O),
            (r"[()\[\]{},;]", P),
            (r".", ERR),
        ],
    }
