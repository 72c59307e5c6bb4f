"""Liquid templates; the text around the tags has no colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import Match
from typing import Any, ClassVar

from pygments.lexer import Lexer, RegexLexer, bygroups, default, include
from pygments.token import _TokenType

from .actions import Token
from .tokens import ERR, KC, KR, MF, MI, NA, NB, NF, NT, NV, OW, S1, S2, TEXT, C, O, P, W

__all__ = ["LiquidLexer"]

_NAME = r"[a-zA-Z_][\w-]*\??"
_TEXT = r"(?:[^{]|\{(?![{%]))+"


def _collection(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    """What a loop goes through is one token, which takes after its quotes."""
    text = match[0]
    yield match.start(), S1 if "'" in text else S2 if '"' in text else NV, text


def _verbatim(name: str, token: _TokenType) -> list[tuple[Any, ...]]:
    """What no tag is looked for in, up to the end tag."""
    return [
        (rf"(\{{%-?)(\s*)(end{name})(\s*)(-?%\}})", bygroups(P, W, NT, W, P), "#pop"),
        (r"[^{]+|\{", token),
    ]


class LiquidLexer(RegexLexer):
    """Each kind of tag has a state of its own for what stands in it."""

    name = "Liquid"
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar = {
        "root": [
            (_TEXT, TEXT),
            (r"(\{%-?)(\s*)", bygroups(P, W), "tag"),
            (r"(\{\{-?)(\s*)", bygroups(P, W), "output"),
        ],
        "tag": [
            *(
                (rf"({name})(\s*)(-?%\}})", bygroups(NT, W, P), ("#pop", name))
                for name in ("raw", "doc", "schema", "javascript", "comment")
            ),
            (r"(else|endif|endunless|endcase)(?=\s*-?%\})", KR, ("#pop", "arguments", "blank")),
            (r"(if|elsif|unless)\b", KR, ("#pop", "condition", "blank")),
            (r"(case|when)\b", KR, ("#pop", "choice", "blank")),
            (r"(for|tablerow)\b", NT, ("#pop", "loop", "blank")),
            (r"assign\b", NT, ("#pop", "assigned", "blank")),
            (r"(capture|increment|decrement)\b", NT, ("#pop", "variable", "blank")),
            (r"cycle\b", NT, ("#pop", "cycle", "blank")),
            (r"echo\b", NT, ("#pop", "output", "blank")),
            (r"(include|render)(?=\s)", NT, ("#pop", "include", "blank")),
            (r"[^\s%}]+", NT, ("#pop", "arguments", "blank")),
            default(("#pop", "arguments")),
        ],
        "blank": [(r"\s+", W, "#pop"), default("#pop")],
        **{name: _verbatim(name, TEXT) for name in ("raw", "doc", "schema", "javascript")},
        "comment": _verbatim("comment", C),
        "end": [(r"-?[%}]\}", P, "#pop"), (r"[ \t]+", W), (r"\n", ERR)],
        "values": [
            (r"\"[^\"]*\"", S2),
            (r"'[^']*'", S1),
            (r"[0-9]+\.[0-9]+", MF),
            (r"[0-9]+", MI),
            (r"(?:true|false|nil)\b", KC),
        ],
        "variables": [
            (r"(?:empty|blank)\b|forloop\.\w+", NB),
            (_NAME, NV),
            (rf"(\.)({_NAME})", bygroups(P, NV)),
            (r"[\[\]]", P),
            (r"-", O),
        ],
        "functions": [(r"(\.)(size|first|last)\b", bygroups(P, NF))],
        "output": [
            include("end"),
            (r"(\|)([ \t]*)", bygroups(P, W), ("#pop", "filter")),
            include("values"),
            include("functions"),
            include("variables"),
            (r".", ERR),
        ],
        "filter": [(r"[a-zA-Z_]\w*", NF, ("#pop", "filtered")), default(("#pop", "filtered"))],
        "filtered": [
            include("end"),
            (r"(\|)([ \t]*)", bygroups(P, W), ("#pop", "filter")),
            (r"[:,]", P),
            (r"([^\s:=\"'%}]+)([ \t]*)([:=])", bygroups(NA, W, O)),
            include("values"),
            include("functions"),
            include("variables"),
            (r".", ERR),
        ],
        "condition": [
            include("end"),
            (r"(?:and|or|contains)\b", OW),
            include("comparison"),
        ],
        "choice": [include("end"), include("comparison")],
        "comparison": [
            (r"[=!<>]=|<>|[<>]", O),
            (r"(\|)([ \t]*)([a-zA-Z_]\w*)", bygroups(ERR, W, NF)),
            include("values"),
            include("functions"),
            include("variables"),
            (r".", ERR),
        ],
        "loop": [
            (r"([\w-]+)(\s+)(in)(\s+)", bygroups(NV, W, NT, W), ("#pop", "looped", "collection")),
            default(("#pop", "arguments")),
        ],
        "collection": [
            (r"\([^)\n%]*\)|[^\s,%]+", _collection, "#pop"),
            default("#pop"),
        ],
        "looped": [(r"reversed\b", NA), (r",", P), include("arguments")],
        "assigned": [(r"=", O, ("#pop", "assigned-value")), include("output")],
        "assigned-value": [(r"==", O), include("output")],
        "variable": [include("end"), (r"[^\s%}]+", NV), (r"(?s).", ERR)],
        "cycle": [include("end"), (r"[:,]", P), include("values"), include("variables"), (r".", ERR)],
        "include": [
            (r"(\{\{)([ \t]*)", bygroups(P, W), ("#pop", "included", "included-name", "output")),
            default(("#pop", "included")),
        ],
        "included-name": [(r"\.", P), default("#pop")],
        "included": [
            (r"([^\s:=\"'%{},]+)([ \t]*)([:=])", bygroups(NA, W, O)),
            include("values"),
            (r"(?:with|for)\b", NT),
            (r"[\w/-]+\.[^\s%,\"'=]*", TEXT),
            (r"[\w-]+(?=[ \t,/]|-?%)", NV),
            include("arguments"),
        ],
        "arguments": [
            (r"-?%\}", P, "#pop"),
            (r"[ \t]+", W),
            (r"\n", ERR),
            (r"([^\s:=\"'%]+)([ \t]*)([:=])", bygroups(NA, W, O)),
            include("values"),
            (r"[:,]", P),
            (r"-", O),
            include("word"),
        ],
        "word": [(r"(?:[^\s%\"'=]|%(?!\}))+", TEXT), (r".", ERR)],
    }
