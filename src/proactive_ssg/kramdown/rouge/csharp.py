"""C#."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import Match
from typing import ClassVar

from pygments.lexer import Lexer, RegexLexer, include

from .actions import Token, table, unclosed
from .tokens import C1, CM, CP, ERR, KT, NC, NF, NN, SC, TEXT, K, M, N, P, S

__all__ = ["CsharpLexer"]

_WORDS = table(
    {
        K: """
            abstract add alias as ascending async await base break by case catch checked const
            continue default delegate descending do else enum equals event explicit extern false
            finally fixed for foreach from get global goto group if implicit in internal into is
            join let lock nameof new null on operator orderby out override params partial private
            protected public readonly ref remove return sealed select set sizeof stackalloc static
            switch this throw true try typeof unchecked unsafe value virtual void volatile where
            while yield
        """,
        KT: """
            bool byte char decimal double dynamic float int long object sbyte short string uint
            ulong ushort var
        """,
    }
)
_NAME = r"@?[a-zA-Z_]\w*"


def _word(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    yield match.start(), _WORDS.get(match[1]) or (N if match[2] is None else NF), match[1]


class CsharpLexer(RegexLexer):
    """What a parenthesis follows is a function; every sign is punctuation."""

    name = "C#"
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar = {
        "root": [
            (r"/\*(?s:.*?)\*/", CM),
            (r"/\*(?s:.*)", unclosed),
            include("unclosed"),
        ],
        "space": [
            (r"\s+", TEXT),
            (r"//.*", C1),
            (r"/\*(?s:.{0,5000}?)\*/", CM),
        ],
        "unclosed": [
            (
                r"^#[ \t]*(?:if|endif|else|elif|define|undef|line|error|warning|region|endregion|pragma)\b"
                r".*\n?",
                CP,
            ),
            (r"\s+", TEXT),
            (r"//.*", C1),
            (r"@\"(?:\"\"|[^\"])*\"", S),
            (r"\$\"", S, "interpolated"),
            (r"\$@\"", S, "verbatim"),
            (r"\"[^\"\\\n]*(?:\\.[^\"\\\n]*){0,500}[\"\n]", S),
            (r"'(?:\\.|.)'", SC),
            (r"0[xX][0-9a-fA-F]+[lLuU]?", M),
            (r"[0-9]+(?:\.[0-9]*)?(?:[eE][+-][0-9]+)?[fFlLdDuU]?", M),
            (r"(?:class|struct|interface)\b", K, "class"),
            (r"(?:namespace|using)\b", K, "namespace"),
            (rf"({_NAME})(?=(\s*\()?)", _word),
            (r"[~!%^&*()+=|\[\]{}:;,.<>/?-]", P),
            (r".", ERR),
        ],
        "class": [include("space"), (_NAME, NC, "#pop"), (r".", ERR)],
        "namespace": [
            include("space"),
            (r"(?:@?[a-zA-Z_]\w*|\.)+", NN, "#pop"),
            (r"(?=\()", TEXT, "#pop"),
            (r".", ERR),
        ],
        "interpolated": [
            (r"[\"\n]", S, "#pop"),
            (r"\{", P, "code"),
            (r"\\.|[^{\"\n]", S),
        ],
        "verbatim": [
            (r"\"\"", S),
            (r"\"", S, "#pop"),
            (r"\{", P, "code"),
            (r"[^{\"\n]", S),
            (r"\n", ERR),
        ],
        "code": [(r"\{", P, "#push"), (r"\}", P, "#pop"), include("root")],
    }
