"""INI files, Java's properties, and configuration of no language in particular."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pygments.lexer import RegexLexer, bygroups, include

from .tokens import ERR, NN, PY, S1, S2, SE, TEXT, C, M, N, P, S

__all__ = ["ConfLexer", "IniLexer", "PropertiesLexer"]

_VALUE: Any = [
    (r"\n", TEXT, "#pop"),
    include("space"),
    (r"\"", S, "string"),
    (r"'", S, "single"),
    (r"\\(?s:.)", SE),
    (r"[^\\\n]+", S),
]
_STRING: Any = [(r"\"", S, "#pop"), (r"\\(?s:.)", SE), (r"[^\\\"]+", S)]
_SINGLE: Any = [(r"'", S, "#pop"), (r"[^']+", S)]


class IniLexer(RegexLexer):
    """A value goes to the end of its line."""

    name = "INI"
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar = {
        "root": [
            include("space"),
            (r"([\w.-]+)(\s*)(=)", bygroups(PY, TEXT, P), "value"),
            (r"\[[^\]\n]{0,1000}\]", NN),
            (r"[\w.-]+|.", ERR),
        ],
        "space": [(r"[;#].*\n", C), (r"\s+", TEXT), (r"\\\n", SE)],
        "value": _VALUE,
        "string": _STRING,
        "single": _SINGLE,
    }


class PropertiesLexer(RegexLexer):
    """A colon, too, stands between a key and its value."""

    name = "Properties"
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar = {
        "root": [
            include("space"),
            (r"([\w.-]+)(\s*)([=:])", bygroups(PY, TEXT, P), "value"),
            (r"[\w.-]+|.", ERR),
        ],
        "space": [(r"[!#].*\n", C), (r"\s+", TEXT), (r"\\\n", SE)],
        "value": _VALUE,
        "string": _STRING,
        "single": _SINGLE,
    }


class ConfLexer(RegexLexer):
    """Words, numbers and strings of one line."""

    name = "Config"
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar = {
        "root": [
            (r"#.*\n", C),
            (r"\"[^\"\n]*\"", S2),
            (r"'[^'\n]*'", S1),
            (r"[a-zA-Z]\w*", N),
            (r"[0-9]+", M),
            (r"[^\w\"'#]", TEXT),
            (r".", ERR),
        ],
    }
