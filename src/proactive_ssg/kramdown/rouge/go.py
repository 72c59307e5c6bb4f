"""Go."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer, include

from .actions import by_word, table, unclosed
from .tokens import ERR, KT, NB, NO, SC, SE, TEXT, C, K, M, N, O, P, S

__all__ = ["GoLexer"]

_WORDS = table(
    {
        K: """
            break case chan const continue default defer else fallthrough for func go goto if import interface
            map package range return select struct switch type var
        """,
        KT: """
            bool byte complex128 complex64 error float32 float64 int int16 int32 int64 int8 rune string uint
            uint16 uint32 uint64 uint8 uintptr
        """,
        NB: "append cap close complex copy delete imag len make new panic print println real recover",
        NO: "false iota nil true",
    }
)
_ESCAPE = r"\\(?:[abfnrtv\\'\"]|[0-7]{3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})"


class GoLexer(RegexLexer):
    """Go has names, and signs that are punctuation or operators."""

    name = "Go"
    tokens: ClassVar = {
        "root": [
            (r"(?s)/\*.*?\*/", C),
            (r"(?s)/\*.*", unclosed),
            include("unclosed"),
        ],
        "unclosed": [
            (r"\s+", TEXT),
            (r"//.*", C),
            (r"[^\W\d]\w*", by_word(_WORDS, N)),
            (r"[0-9]+\.[0-9]*(?:[eE][+-]?[0-9]+)?i?|\.[0-9]+(?:[eE][+-]?[0-9]+)?i?", M),
            (r"[0-9]+[eE][+-]?[0-9]+i?", M),
            (r"0[xX][0-9a-fA-F]+", M),
            (r"[0-9]+i?", M),
            (rf"'(?:[^\\\n]|{_ESCAPE})'", SC),
            (r"\"", S, "string"),
            (r"`[^`]*`?", S),
            (r"[(){}\[\],;]", P),
            (r"[-+*/%&|^<>=!:.]", O),
            (r".", ERR),
        ],
        "string": [(r"\"", S, "#pop"), (_ESCAPE, SE), (r"[^\"\\]+", S), (r"\\.?", ERR)],
    }
