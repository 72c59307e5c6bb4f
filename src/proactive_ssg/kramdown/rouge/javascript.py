"""JavaScript and TypeScript."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from re import Match
from typing import Any, ClassVar

from pygments.lexer import Lexer, RegexLexer, bygroups, default, include
from pygments.token import _TokenType

from .actions import Action, Token, table
from .tokens import (
    C1,
    CM,
    CP,
    DL,
    ERR,
    KC,
    KD,
    KR,
    MB,
    MF,
    MH,
    MI,
    MO,
    NA,
    NB,
    ND,
    NL,
    NX,
    S1,
    S2,
    SE,
    SR,
    TEXT,
    C,
    K,
    O,
    P,
)

__all__ = ["JavascriptLexer", "TypescriptLexer"]

_NAME = r"[^\W\d$][\w$]*"
_BUILTINS = """
    Array ArrayBuffer Boolean DataView Date Error Float32Array Float64Array Function Int16Array Int32Array
    Int8Array Map Math Number Object Packages Promise Proxy Reflect RegExp Set String Symbol Uint16Array
    Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet decodeURI decodeURIComponent document encodeURI
    encodeURIComponent eval global isFinite isNaN navigator netscape parseFloat parseInt self sun window
"""
_KEYWORDS = """
    as async await break case catch continue debugger default delete do else export finally for from if import
    in instanceof new of return super switch this throw try typeof void while yield
"""
_DECLARATIONS = "class const constructor extends function get let set {} var with"

JAVASCRIPT = table(
    {
        NB: _BUILTINS,
        K: _KEYWORDS,
        KD: _DECLARATIONS.format("static"),
        KC: "Infinity NaN false null true undefined",
        KR: "enum implements interface package private protected public",
    }
)
TYPESCRIPT = table(
    {
        NB: _BUILTINS + "Partial Pick Record",
        K: _KEYWORDS + "implements is namespace private protected public readonly static",
        KD: _DECLARATIONS.format("abstract") + " type",
        KC: "Infinity NaN false null true undefined",
        KR: "any declare enum interface keyof module number package string",
    }
)


def names(words: Mapping[str, _TokenType]) -> list[tuple[Any, ...]]:
    """The rules for names: after most keywords an expression starts, in which a slash is no division."""
    starting = sorted(word for word, token in words.items() if token in (K, KD))
    return [
        (rf"(?:{'|'.join(starting)})(?![\w$])", _word(words), "expression"),
        (r"[^\W\d][\w$]*|\$[\w$]*", _word(words)),
    ]


def _word(words: Mapping[str, _TokenType]) -> Action:
    def act(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
        yield match.start(), words.get(match[0], NX), match[0]

    return act


class JavascriptLexer(RegexLexer):
    """Rouge tells the labels of statements, the keys of objects and the rest apart by what stands before."""

    name = "JavaScript"
    tokens: ClassVar = {
        "blank": [
            (r"[ \t\r\n\f\v]+", TEXT),
            (r"<!--", C),
            (r"//.*", C1),
            (r"(?s)/\*.*?(?:\*/|\Z)", CM),
        ],
        # Where a value or an operand may start.
        "expression": [
            include("blank"),
            (r"/(?=.)", SR, ("#pop", "regex")),
            (r"/\n", ERR, "#pop"),
            (r"\{", P, ("#pop", "object")),
            default("#pop"),
        ],
        "statement": [
            include("blank"),
            include("label"),
            default(("#pop", "expression")),
        ],
        "label": [(r"([^\W\d][\w$]*|\$[\w$]*)(\s*)(:)", bygroups(NL, TEXT, P), ("#pop", "expression"))],
        "root": [
            (r"\A\s*#!.*\n?", CP),
            include("blank"),
            (r"\\(?=\n)", O, "expression"),
            (r"\+\+|--|~|&&|\?\?=?|\|\||\\(?=\n)|<<=?|>>>?=?|===|==|!==|!=", O, "expression"),
            (r"[-<>+*%&|^/!=]=?", O, "expression"),
            (r"[(\[,]", P, "expression"),
            (r";", P, "statement"),
            (r"[)\].]", P),
            (r"\?\.", P),
            (r"\?", P, ("ternary", "expression")),
            (r"(@)(\w+)", bygroups(P, ND)),
            (r"[@:]", P),
            (r"[{}]", P, "statement"),
            include("names"),
            (r"[0-9]+\.[0-9]+(?:[eE][0-9]+)?[fd]?", MF),
            (r"0[xX][0-9a-fA-F]+", MH),
            (r"0[oO][0-7]+", MO),
            (r"0[bB][01]+", MB),
            (r"[0-9]+", MI),
            (r"\"", DL, "double"),
            (r"'", DL, "single"),
            (r"`", S2, "template"),
            (r".", ERR),
        ],
        "names": names(JAVASCRIPT),
        "object": [
            (r"\{", P, "#push"),
            (r"\}", P, ("#pop", "statement")),
            (r"([^\W\d][\w$]*|\$[\w$]*)(\s*)(:)", bygroups(NA, TEXT, P), "expression"),
            (r":", P),
            include("root"),
        ],
        "ternary": [(r":", P, ("#pop", "expression")), include("root")],
        "double": [(r"\"", DL, "#pop"), (r"\\[\\nrt\"]?", SE), (r"[^\\\"]+", S2)],
        "single": [(r"'", DL, "#pop"), (r"\\[\\nrt']?", SE), (r"[^\\']+", S1)],
        "template": [
            (r"`", S2, "#pop"),
            (r"\\[$`]", SE),
            (r"\$\{", P, "interpolation"),
            (r"[^`\\$]+|[\\$]", S2),
        ],
        "interpolation": [(r"\}", P, "#pop"), include("root")],
        "regex": [
            (r"/[gimuy]*", SR, "#pop"),
            (r"\[\^?", SE, "regex-class"),
            (r"(?:\\?.)?\n", ERR, "#pop"),
            include("regex-part"),
        ],
        "regex-part": [
            (r"\\.", SE),
            (r"\(\?[:=!<]|[()?]|\{[0-9,]+\}", SE),
            (r"[^\\/\n\[()?{]+(?=[^\n])|\{", SR),
            (r"[^\n]", SR),
        ],
        "regex-class": [
            (r"\]", SE, "#pop"),
            (r"/", SE),
            (r"(?:\\?.)?\n", ERR, "#pop:2"),
            (r"[^\\/\n\[\](){}?]+(?=[^\n])|[\[{}]", SR),
            include("regex-part"),
        ],
    }


class TypescriptLexer(JavascriptLexer):
    """JavaScript with more words."""

    name = "TypeScript"
    tokens: ClassVar = {
        "names": names(TYPESCRIPT),
        "label": [
            (
                r"([^\W\d][\w$]*|\$[\w$]*)(\??)(\s*)(:)",
                bygroups(NL, P, TEXT, P),
                ("#pop", "expression"),
            )
        ],
    }
