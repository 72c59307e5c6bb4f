"""SCSS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import Match
from typing import Any, ClassVar

from pygments.lexer import Lexer, RegexLexer, bygroups, default, include
from pygments.token import _TokenType

from .actions import Token
from .css_words import COLOURS, PROPERTIES, VALUES
from .tokens import (
    BP,
    C1,
    CM,
    ERR,
    MH,
    MI,
    NA,
    NB,
    NC,
    ND,
    NF,
    NL,
    NN,
    NO,
    NT,
    NV,
    OW,
    S1,
    S2,
    SI,
    SX,
    TEXT,
    K,
    M,
    N,
    O,
    P,
)

__all__ = ["ScssLexer"]

_RULES_WITH_VALUES = "import|if|else|while|for(?!ward)|each|return|warn|debug|media"


def _property(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    yield match.start(), NL if match[0] in PROPERTIES else NA, match[0]


def _value(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    word = match[0]
    yield match.start(), NB if word in VALUES else NO if word in COLOURS else N, word


def _selector(token: _TokenType) -> list[Any]:
    """What goes on with a selector, be it after an interpolation."""
    return [(r"#\{", SI, "interpolation"), (r"[\w-]+", token), default("#pop")]


class ScssLexer(RegexLexer):
    """A statement is a property where no lower-case letter follows its first colon, else a selector."""

    name = "SCSS"
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar = {
        "root": [
            include("blank"),
            (r"//.*", C1),
            (r"&", K, "selector"),
            (rf"@(?:{_RULES_WITH_VALUES})", K, "value"),
            (r"(@include)(\s+)([\w-]+)", bygroups(K, TEXT, ND), ("value", "included")),
            (r"(@(?:mixin|function))(\s+)([\w-]+)", bygroups(K, TEXT, NF), "value"),
            (r"@[\w-]+", K, "selector"),
            (r"(\$[\w-]*\w)(\s*)(:)", bygroups(NV, TEXT, P), "value"),
            (r"[{};]", P),
            (r"(?=[^;{}:]+:[^a-z])", TEXT, "attribute"),
            default("selector"),
        ],
        "blank": [(r"\s+", TEXT), (r"(?s)/\*.*?(?:\*/|\Z)", CM)],
        "included": _selector(ND),
        "end": [(r"[{;}]", P, "#pop")],
        "strings": [(r"\"", S2, "double"), (r"'", S1, "single")],
        "interpolation": [
            (r"\}", SI, "#pop"),
            include("values"),
            (r"(?s).", ERR),
        ],
        "attribute": [
            (r"(\s*)(:)", bygroups(TEXT, P), ("#pop", "value")),
            (r"#\{", SI, "interpolation"),
            (r"[\w-]+", _property),
            (r"(?s).", ERR),
        ],
        "selector": [
            include("blank"),
            include("end"),
            (r"&", K),
            (r"\.", NC, "class"),
            (r"#(?!\{)", NN, "identifier"),
            (r"::?", ND, "pseudo"),
            (r"%", NV, "placeholder"),
            (r"#\{", SI, "interpolation"),
            (r"[\w-]+", NT),
            (r"[~^*!&|+=>/<,()\[\]@?-]", O),
            include("strings"),
            (r"(?s).", ERR),
        ],
        "class": _selector(NC),
        "identifier": _selector(NN),
        "pseudo": _selector(ND),
        "placeholder": _selector(NV),
        "value": [include("end"), include("values"), (r"(?s).", ERR)],
        "values": [
            include("blank"),
            (r"[()\[\]{}]", P),
            (r"url\(", SX, "url"),
            (r"\$[\w-]+", NV),
            (r"#\{", SI, "interpolation"),
            (r"#[a-zA-Z0-9]{1,6}", MH),
            (r"-?[0-9]+(?:%|[a-zA-Z]+)?", M),
            (r"-?\.[0-9]+(?:%|[a-zA-Z]+)?", MI),
            (r"[a-zA-Z_][\w-]*(?=\s*\()", NF),
            (r"(?:and|or|not)\b", OW),
            (r"(?:true|false)\b", BP),
            (r"[a-zA-Z_][\w-]*", _value),
            (r"[~^*!%&|+=>/<:.,@?-]", O),
            include("strings"),
        ],
        "url": [
            (r"\)", SX, "#pop"),
            (r"#\{", SI, "interpolation"),
            (r"\n", ERR),
            (r"[^\n#)]+|#", SX),
        ],
        "double": [
            (r"\"", S2, "#pop"),
            (r"#\{", SI, "interpolation"),
            (r"(?s)\\.|[^\\\"#]+|[#\\]", S2),
        ],
        "single": [
            (r"'", S1, "#pop"),
            (r"#\{", SI, "interpolation"),
            (r"(?s)\\.|[^\\'#]+|[#\\]", S1),
        ],
    }
