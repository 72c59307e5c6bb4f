"""What C and C++ have in common: comments, strings, the preprocessor; functions and labels."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from pygments.lexer import RegexLexer, bygroups, default, include
from pygments.token import _TokenType

from .actions import Token, table, unclosed
from .tokens import (
    C1,
    CM,
    CP,
    CPF,
    ERR,
    KR,
    KT,
    MF,
    MH,
    MI,
    MO,
    NB,
    NC,
    NF,
    NL,
    SC,
    SE,
    TEXT,
    C,
    K,
    N,
    O,
    P,
    S,
)

__all__ = ["C_KEYWORDS", "C_TYPES", "CLikeLexer", "c_words"]

C_KEYWORDS = """
    _Alignas _Alignof _Atomic _Generic _Imaginary _Noreturn _Static_assert _Thread_local auto break case const
    continue default do else enum extern for goto if register restricted return sizeof static struct switch
    typedef union virtual volatile while
"""
C_TYPES = """
    DIR FILE _Bool _Complex char clock_t div_t double float fpos_t int int16_t int32_t int64_t int8_t
    int_fast16_t int_fast32_t int_fast64_t int_fast8_t int_least16_t int_least32_t int_least64_t int_least8_t
    intmax_t intptr_t jmp_buf ldiv_t long mbstate_t off_t ptrdiff_t short sig_atomic_t signed size_t ssize_t
    time_t uint16_t uint32_t uint64_t uint8_t uint_fast16_t uint_fast32_t uint_fast64_t uint_fast8_t
    uint_least16_t uint_least32_t uint_least64_t uint_least8_t uintmax_t uintptr_t unsigned va_list void
    wchar_t wctrans_t wctype_t wint_t
"""
_PREFIX = r"(?:u8|[uUL])?"
_OPENING: Final = re.compile(r"\s*\(", re.A)
# The end of a function's parameters. What stands before its braces is bounded: hostile text has plenty of it.
_CLOSING: Final = re.compile(r"\)(?=\s*(?:(?://[^\n]{0,500}\n|/\*[^\n]{0,500}?\*/)\s*){0,40}[{;])", re.A)
_WORDS: Final = frozenset({N, NC, K, KT, KR, NB})
_NUMBERS: Final = frozenset({MF, MH, MI, MO})
_ASIDE: Final = frozenset({C, C1, CM, CP, CPF})


def c_words(keywords: str, types: str, reserved: str, builtin: str) -> dict[str, _TokenType]:
    """The words of a language of the family."""
    return table({K: keywords, KT: types, KR: reserved, NB: builtin})


class CLikeLexer(RegexLexer):
    """Tokens word by word; then functions and labels are known by what stands around them."""

    flags = re.MULTILINE | re.ASCII
    braces_close: ClassVar[bool] = True
    tokens: ClassVar = {
        "root": [
            (r"/\*(?s:.*?)\*/", CM),
            (r"/\*(?s:.*)", unclosed),
            include("unclosed"),
        ],
        "unclosed": [
            (r"^([ \t\f\v]*)(#if[ \t]+0.*\n?)", bygroups(TEXT, C), "if 0"),
            (
                r"^([ \t\f\v]*)(#include)([ \t]*)(<[^>\n]+>|\"[^\"\n]+\")(.*)(\n?)",
                bygroups(TEXT, CP, TEXT, CPF, C1, CP),
            ),
            (r"^([ \t\f\v]*)(#)", bygroups(TEXT, CP), "macro"),
            (r"\n+|[^\S\n]+|\\\n", TEXT),
            (r"//.*", C1),
            include("own"),
            (rf"{_PREFIX}\"", S, "string"),
            (rf"{_PREFIX}'(?:\\.|\\[0-7]{{1,3}}|\\x[a-fA-F0-9]{{1,2}}|[^\\'\n])'", SC),
            include("numbers"),
            (r"\*/", ERR),
            (r"[~!%^&*+=|?:<>/-]", O),
            (r"[()\[\]{},.;]", P),
            (r"case\b", K, "case"),
            include("words"),
            (r".", ERR),
        ],
        "own": [],
        "words": [],
        "numbers": [
            (r"(?i)(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)e[+-]?[0-9]+[lu]*", MF),
            (r"(?i)0x[0-9a-f]+[lu]*", MH),
            (r"(?i)0[0-7]+[lu]*", MO),
            (r"(?i)[0-9]+[lu]*", MI),
        ],
        "case": [(r":", P, "#pop"), include("root")],
        "string": [
            (r"\"", S, "#pop"),
            (r"\\(?:[\\abfnrtv\"']|x[a-fA-F0-9]{2,4}|[0-7]{1,3})", SE),
            (r"[^\\\"\n]+|\\\n|\\", S),
            (r"\n", ERR),
        ],
        "if 0": [
            (r"^[ \t]*#if.*\n?", C, "#push"),
            (r"^[ \t]*#[ \t]*endif.*\n?", C, "#pop"),
            (r"^[ \t]*#[ \t]*el(?:se|if)", C, "#pop"),
            (r".*\n|.+", C),
            default("#pop"),
        ],
        "macro": [
            (r"\n", CP, "#pop"),
            (r"/\*(?s:.{0,5000}?)\*/", CM),
            (r"[^/\n\\]+|\\\n|[/\\]", CP),
        ],
    }

    def get_tokens_unprocessed(self, text: str, stack: Iterable[str] = ("root",)) -> Iterator[Token]:
        return _named(RegexLexer.get_tokens_unprocessed(self, text, stack), text, self.braces_close)


def _named(tokens: Iterator[Token], text: str, braces_close: bool) -> Iterator[Token]:
    """The tokens, with the functions that are declared outside of braces and the labels at a line's start."""
    closings = [match.start() for match in _CLOSING.finditer(text)]
    depth, until, chain, line_start, colon = 0, 0, 0, True, False
    for start, type, value in tokens:
        end = start + len(value)
        if colon:
            colon = False
            continue
        if start < until:
            yield start, type, value
            continue
        if type in _WORDS:
            if depth == 0 and chain > 1 and text[start - 1] in "* \t\n\r\f\v":
                until = _parameters_end(text, end, closings)
            if until > start:
                type, chain, line_start = NF, 0, False
            elif line_start and text[end : end + 1] == ":" != text[end + 1 : end + 2]:
                type, value, colon, chain, line_start = NL, f"{value}:", True, 0, True
            else:
                chain, line_start = chain + len(value), False
        elif type is TEXT:
            chain = chain and chain + len(value)
            if "\n" in value and start:
                line_start = depth > 0
        elif type in _ASIDE:
            chain = 0
        else:
            chain = chain + len(value) if value == "*" or (type in _NUMBERS and value.isalnum()) else 0
            line_start = False
            if value == "{":
                depth += 1
            elif value == "}" and braces_close:
                depth, type = (depth - 1, type) if depth else (0, ERR)
        yield start, type, value


def _parameters_end(text: str, end: int, closings: list[int]) -> int:
    """Where the parameters of a function end whose name ends at ``end``; 0 where it is none."""
    opening = _OPENING.match(text, end)
    if opening is None:
        return 0
    index = bisect_left(closings, opening.end())
    if index == len(closings) or text.find(";", opening.end(), closings[index]) >= 0:
        return 0
    return closings[index] + 1
