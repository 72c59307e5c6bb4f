"""TOML."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups, include

from .tokens import ERR, KC, LD, MB, MF, MH, MI, MO, NN, PY, SE, TEXT, C, O, P, S

__all__ = ["TomlLexer"]


class TomlLexer(RegexLexer):
    """What stands before the sign of equality is a property."""

    name = "TOML"
    tokens: ClassVar = {
        "root": [
            (r"\s+", TEXT),
            (r"#.*", C),
            (r"\[\S{1,200}\]", NN),
            (r"([\w.-]+)(\s*)(=)(\s*)(\{)", bygroups(NN, TEXT, O, TEXT, P), "table"),
            include("content"),
        ],
        "table": [(r"\}", P, "#pop"), (r"\s+", TEXT), (r",", P), include("content")],
        "content": [
            (r"#.*", C),
            (r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9:]+)", LD),
            (r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s=#\[\],0-9+-][^\s=\[\],]{0,99})(?=\s*=)", PY),
            (r"=", P),
            (r"[\[\],]", P),
            (r"(?:true|false)\b", KC),
            (r"\"\"\"", S, "lines"),
            (r"'''''(?s:.*?)(?:'''|\Z)|'[^']*'", S),
            (r"\"", S, "string"),
            (r"0x[0-9a-fA-F_]+", MH),
            (r"0o[0-7_]+", MO),
            (r"0b[01_]+", MB),
            (r"[+-]?(?:inf|nan)\b", MF),
            (r"[+-]?[0-9][0-9_]*(?:\.[0-9][0-9_]*(?:[eE][+-]?[0-9_]+)?|[eE][+-]?[0-9_]+)", MF),
            (r"[+-]?[0-9][0-9_]*", MI),
            (r"\s+", TEXT),
            (r".", ERR),
        ],
        "lines": [(r"\"\"\"", S, "#pop"), (r"\\[bfnrt\"\\\n]", SE), (r"[^\"\\]+|\"", S), (r"\\", ERR)],
        "string": [
            (r"\"", S, "#pop"),
            (r"\\[bfnrt\"\\]", SE),
            (r"[^\"\\\n]+", S),
            (r"(?s).", ERR),
        ],
    }
