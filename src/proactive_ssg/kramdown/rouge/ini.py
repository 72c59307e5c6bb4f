"""INI files, Java's properties, and configuration of no language in particular."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pygments.lexer import RegexLexer, bygroups, include

from .tokens import ERR, NN, PY, S1, S2, SE, TEXT, C, M, N, P, S

__all__ = ["ConfLexer", "IniLexer", "PropertiesLexer"]


def _states(comment: str, separator: str, *more: Any) -> dict[str, Any]:
    """Lines of a key, ``separator`` and a value; ``comment``: what comments begin with."""
    return {
        "root": [
            include("space"),
            (rf"([\w.-]+)(\s*)({separator})", bygroups(PY, TEXT, P), "value"),
            *more,
            (r"[\w.-]+|.", ERR),
        ],
        "space": [(rf"{comment}.*\n", C), (r"\s+", TEXT), (r"\\\n", SE)],
        "value": [
            (r"\n", TEXT, "#pop"),
            include("space"),
            (r"\"", S, "string"),
            (r"'", S, "single"),
            (r"\\(?s:.)", SE),
            (r"[^\\\n]+", S),
        ],
        "string": [(r"\"", S, "#pop"), (r"\\(?s:.)", SE), (r"[^\\\"]+", S)],
        "single": [(r"'", S, "#pop"), (r"[^']+", S)],
    }


class IniLexer(RegexLexer):
    """A value goes to the end of its line."""

    name = "INI"
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar = _states("[;#]", "=", (r"\[[^\]\n]{0,1000}\]", NN))


class PropertiesLexer(RegexLexer):
    """A colon, too, stands between a key and its value."""

    name = "Properties"
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar = _states("[!#]", "[=:]")


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
