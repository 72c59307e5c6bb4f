"""Java."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import Match
from typing import ClassVar, Final

from pygments.lexer import Lexer, RegexLexer, bygroups, include

from .actions import Token, table, unclosed
from .tokens import (
    C1,
    CM,
    ERR,
    KC,
    KD,
    KN,
    KT,
    MB,
    MF,
    MH,
    MI,
    MO,
    NA,
    NC,
    ND,
    NF,
    NL,
    NN,
    NO,
    SC,
    TEXT,
    K,
    N,
    O,
    S,
)

__all__ = ["JavaLexer"]

_WORDS = table(
    {
        KD: """
            abstract class const enum extends final implements interface native private protected public
            static strictfp super synchronized throws transient volatile
        """,
        K: """
            assert break case catch continue default do else finally for goto if instanceof new return
            switch this throw try while
        """,
        KT: "boolean byte char double float int long short var void",
        KC: "false null true",
    }
)
_NAME = r"[^\W\d]\w*"
_CONSTANT: Final = re.compile(r"[A-Z][A-Z0-9_]*")
_CLASS: Final = re.compile(r"[A-Z][a-zA-Z0-9]*")
# A method is declared where a type, or another word of a declaration, stands before its name.
_DECLARED = (
    r"(?:(?<=\w)|(?<=\S>)|(?<=\S\]))"
    + "".join(
        rf"(?<!\b{word})"
        for word in ("new", "return", "throw", "else", "case", "assert", "instanceof", "do", "finally", "try")
    )
    + r"([ \t]+)"
)


def _word(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    word = match[0]
    token = _WORDS.get(word)
    if token is None:
        token = NO if _CONSTANT.fullmatch(word) else NC if _CLASS.fullmatch(word) else N
    yield match.start(), token, word


def _method(lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    """Words at the start of a line, then a name and a parenthesis: whatever the words are, it is a method."""
    assert isinstance(lexer, JavaLexer)
    for start, type, text in lexer.get_tokens_unprocessed(match[1]):  # no parenthesis is in there
        yield match.start() + start, type, text
    yield match.start(2), NF, match[2]


class JavaLexer(RegexLexer):
    """A capital makes a class, capitals alone a constant."""

    name = "Java"
    tokens: ClassVar = {
        "root": [
            (r"(?s)/\*.*?\*/", CM),
            (r"(?s)/\*.*", unclosed),
            include("unclosed"),
        ],
        "unclosed": [
            (r"^([ \t]+(?:[a-zA-Z_][\w.\[\]<>]*[ \t]+)+?)([a-zA-Z_]\w*)(?=[ \t]*\()", _method),
            (rf"{_DECLARED}({_NAME})(?=\s*\()", bygroups(TEXT, NF)),
            (r"\n|[ \t\r\f\v]+", TEXT),
            (r"//.*", C1),
            (r"(package|import)(\s+)([\w.*]+)", bygroups(KN, TEXT, NN)),
            (rf"@{_NAME}", ND),
            (r"(class|interface)(\s+)", bygroups(KD, TEXT), "class"),
            (r"\"\"\"(?s:.*?)\"\"\"(?!\")|\"(?:\\.|[^\\\"])*\"?", S),
            (r"'(?:\\.|[^\\\n])'", SC),
            (rf"(\.)({_NAME})", bygroups(O, NA)),
            (rf"(?!(?:this|super|default):){_NAME}:", NL),
            (_NAME, _word),
            (r"\$\w+", N),
            (r"[0-9][0-9_]*\.[0-9][0-9_]*(?:[eE][0-9]+)?[fd]?", MF),
            (r"0[xX][0-9a-fA-F_]+", MH),
            (r"0[bB][01_]+", MB),
            (r"0[0-7_]+(?![0-9])", MO),
            (r"[0-9][0-9_]*L?", MI),
            (r"[-+*/%=!<>&|~^?:;,.()\[\]{}]", O),
            (r".", ERR),
        ],
        "class": [(_NAME, NC, "#pop"), (r"(?s).", ERR, "#pop")],
    }
