"""JSON, and JSON with comments."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups, include

from .tokens import C1, ERR, KC, MF, MI, NA, NL, S2, SE, C, P, W

__all__ = ["JsonDocLexer", "JsonLexer"]


class JsonLexer(RegexLexer):
    """A string before a colon is a label, save in arrays; what is no JSON is an error."""

    name = "JSON"
    tokens: ClassVar = {
        "root": [include("blank"), include("label"), (r",", ERR), include("value")],
        "blank": [(r"[ \t\r\n\f\v]+", W)],
        "label": [(r"(\"(?:\\.|[^\"\\\n])*\")([ \t\r\n]*)(:)", bygroups(NL, W, P))],
        "value": [
            (r"\{", P, "object"),
            (r"\[", P, "array"),
            (r"[\]},]", P),
            (r"\"", S2, "string"),
            (r"-?[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?", MF),
            (r"-?[0-9]+(?:[eE][+-]?[0-9]+)?", MI),
            (r"true|false|null", KC),
            (r"(?s).", ERR),
        ],
        "object": [(r"\}", P, "#pop"), include("blank"), include("label"), include("value")],
        "array": [(r"\]", P, "#pop"), include("blank"), include("value")],
        "string": [
            (r"\"", S2, "#pop"),
            (r"\\(?:u(?=[0-9a-fA-F]{4})|.)", SE),
            (r"[^\\\"]+", S2),
            (r"\\", ERR),
        ],
    }


class JsonDocLexer(JsonLexer):
    """Comments, dots for what is left out and keys without quotes, too."""

    name = "JSON with comments"
    tokens: ClassVar = {
        "blank": [
            (r"[ \t\r\n\f\v]+", W),
            (r"//.*|\.\.\.", C1),
            (r"/\*.{0,999}?\*/", C),
        ],
        "label": [
            (r"(\"(?:\\.|[^\"\\\n])*\")([ \t\r\n]*)(:)", bygroups(NL, W, P)),
            (r"(\w{1,99})([ \t]*)(:)", bygroups(NA, W, P)),
        ],
    }
