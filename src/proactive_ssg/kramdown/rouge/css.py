"""CSS."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match
from typing import ClassVar

from pygments.lexer import Lexer, RegexLexer, bygroups, include

from .actions import Token
from .css_words import COLOURS, PREFIXES, PROPERTIES, UNITS, VALUES
from .tokens import CP, ERR, NB, NC, ND, NF, NL, NO, NT, PY, S1, S2, SX, TEXT, C, K, M, N, O, P

__all__ = ["CssLexer"]

IDENTIFIER = r"(?:[\w-]|[^\x00-\x7f])+"
NUMBER = rf"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:%|(?:{UNITS})\b)?"
_NAME = r"(?:[a-zA-Z_-]|[^\x00-\x7f])(?:[\w-]|[^\x00-\x7f])*"


def _property(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    word = match[0]
    known = word in PROPERTIES or word.startswith(PREFIXES)
    yield match.start(), NL if known else PY, word


def _value(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    word = match[0]
    yield match.start(), NB if word in VALUES else NO if word in COLOURS else N, word


class CssLexer(RegexLexer):
    """Selectors outside of braces, properties and values inside."""

    name = "CSS"
    tokens: ClassVar = {
        "root": [include("selectors"), (r"(?s).", ERR)],
        "blank": [(r"[ \t\r\n\f\v]+", TEXT), (r"(?s)/\*.*?(?:\*/|\Z)", C)],
        "strings": [
            (r"\"[^\"\\]{0,999}(?:\\.[^\"\\]{0,99}){0,49}\"", S1),  # bounded: it is tried at every quote
            (r"'[^'\\]{0,999}(?:\\.[^'\\]{0,99}){0,49}'", S2),
        ],
        "selectors": [
            include("blank"),
            (r"\{", P, "properties"),
            (rf"::?{_NAME}", ND),
            (rf"\.{_NAME}", NC),
            (rf"#{_NAME}", NF),
            (r"@[\w-]+", K, "rule"),
            (_NAME, NT),
            (r"[~^*!%&|+=>/<:.,;()\[\]@?-]", O),
            include("strings"),
        ],
        "properties": [
            include("blank"),
            (r"\}", P, "#pop"),
            (rf"{_NAME}(?=\s*:)", _property, "colon"),
            (r"(?s).", ERR),
        ],
        "colon": [(r"(\s*)(:)", bygroups(TEXT, P), ("#pop", "value"))],
        "value": [
            (r";", P, "#pop"),
            (r"\}", P, "#pop:2"),
            include("values"),
            (r"(?s).", ERR),
        ],
        "values": [
            include("blank"),
            (r"url\([^)]*\)", SX),
            (r"#[0-9a-fA-F]+", M),
            (NUMBER, M),
            (r"!\s*important\b", CP),
            (_NAME, _value),
            include("strings"),
            (r"[\[\]:/.,()]", P),
        ],
        "rule": [
            (r"\{(?=\s*[a-zA-Z_-][\w-]*\s*:)", P, ("#pop", "properties")),
            (r"\{", P, ("#pop", "rules")),
            (r";", P, "#pop"),
            include("values"),
            (r"(?s).", ERR),
        ],
        "rules": [(r"\}", P, "#pop"), include("root")],
    }
