"""Kotlin."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match
from typing import ClassVar

from pygments.lexer import Lexer, RegexLexer, bygroups, include

from .actions import Token, unclosed
from .tokens import C1, CM, ERR, KD, MB, MF, MH, MI, NC, ND, NF, NN, PY, SC, TEXT, K, N, O, P, S

__all__ = ["KotlinLexer"]

_KEYWORDS = frozenset(
    """
    abstract annotation as break by catch class companion const constructor continue crossinline do
    dynamic else enum external false final finally for fun get if import in infix inline inner interface
    internal is lateinit noinline null object open operator out override package private protected public
    reified return sealed set super suspend tailrec this throw true try typealias typeof val var vararg
    when where while yield
    """.split()  # noqa: SIM905
)
_NAME = r"`?[^\W\d]\w*`?"


def _word(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    word = match[1]
    token = K if word in _KEYWORDS else NC if word[0].isupper() else NF if match[2] else N
    yield match.start(), token, word


class KotlinLexer(RegexLexer):
    """A capital makes a class; what a bracket follows is a function."""

    name = "Kotlin"
    tokens: ClassVar = {
        "root": [
            (r"/\*.*\*/|/\*(?s:.*?)\*/", CM),
            (r"(?s)/\*.*", unclosed),
            include("unclosed"),
        ],
        "unclosed": [
            (r"\s+", TEXT),
            (r"//.*", C1),
            (r"(package|import)\b([ \t]+)(\S+)", bygroups(K, TEXT, NN)),
            (r"(companion)(\s+)(object)\b", bygroups(K, TEXT, K)),
            (r"(data class|class|interface|object)\b(\s+)", bygroups(KD, TEXT), "class"),
            (r"(val|var)\b(\s+)", bygroups(KD, TEXT), "property"),
            (r"(fun)\b(\s+)", bygroups(K, TEXT), "function"),
            (r"@[a-zA-Z_]\w*(?![\w:])|(?!(?:break|continue|return|super|this)@)[a-z]\w*@", ND),
            (rf"({_NAME})(?=([ \t]*[({{])?)", _word),
            (r"\"\"\"(?s:.*?)(?:\"\"\"|\Z)|\"(?:\\.|[^\"\\\n])*(?:[\"\n]|\\?\Z)", S),
            (r"'(?:\\.|[^'\\])'", SC),
            (r"0[xX][0-9a-fA-F_]+[uUL]*", MH),
            (r"0[bB][01_]+[uUL]*", MB),
            (r"[0-9][0-9_]*\.[0-9][0-9_]*(?:[eE][+-]?[0-9]+)?[fF]?|\.[0-9]+[fF]?", MF),
            (r"[0-9][0-9_]*(?:[eE][+-]?[0-9]+[fF]?|[fF])", MF),
            (r"[0-9][0-9_]*[uUL]*", MI),
            (r"\.\.|\?[.:]|!!|::", O),
            (r"[-+*/%=!<>&|^~?:;,.()\[\]{}]", P),
            (r".", ERR),
        ],
        "class": [(_NAME, NC, "#pop"), (r"(?s).", ERR)],
        "property": [
            (r"\s+", TEXT),
            (r"\(", P, ("#pop", "names")),
            (r"<", P, "generics"),
            (_NAME, PY, "#pop"),
            (r"(?s).", ERR, "#pop"),
        ],
        "names": [(r"\)", P, "#pop"), (r",", P), (r"\s+", TEXT), (_NAME, PY), (r"(?s).", ERR, "#pop")],
        "function": [
            (r"\s+", TEXT),
            (r"<", P, "generics"),
            (rf"({_NAME})(\.)", bygroups(NC, P)),
            (_NAME, NF, "#pop"),
            (r"(?s).", ERR, "#pop"),
        ],
        "generics": [(r">", P, "#pop"), include("root")],
    }
