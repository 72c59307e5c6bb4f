"""The configuration of nginx."""

from __future__ import annotations

import re
from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups, include

from .tokens import C1, ERR, KN, MI, NC, NF, NO, NV, SR, TEXT, K, N, P, S

__all__ = ["NginxLexer"]


class NginxLexer(RegexLexer):
    """A directive's name, its words, and a semicolon or a block."""

    name = "nginx"
    flags = re.MULTILINE | re.ASCII
    tokens: ClassVar = {
        "root": [
            (r"(include)(\s+)([^\s;]+)", bygroups(K, TEXT, N)),
            include("base"),
            (r"[^\s;{}#$(]+", K, "statement"),
            (r";", TEXT),
            (r".", ERR),
        ],
        "base": [
            (r"\s+", TEXT),
            (r"#.*", C1),
            (r"\$[\w-]+", NV),
            (r"\$", TEXT),
        ],
        "block": [
            include("base"),
            (r"\}", P, "#pop"),
            (r"[^\s;{}#$(]+", KN, "statement"),
            (r";", P),
            (r".", ERR),
        ],
        "statement": [
            include("base"),
            (r"\{", P, ("#pop", "block")),
            (r";", P, "#pop"),
            (r"(?:on|off)\b", NO),
            (r"([a-zA-Z0-9.-]+)(:)([0-9]+)", bygroups(NF, P, MI)),
            (r"[a-zA-Z-]+/[a-zA-Z-]+", NC),
            (r"(?i)[0-9]+[kmg]?\b", MI),
            (r"(~)(\s*)([^\s{]+)", bygroups(P, TEXT, SR)),
            (r"[:=~]", P),
            (r"/[^\s;{}()$#]*", N),
            (r"[^\s;{}$#\\]+", S),
            (r".", ERR),
        ],
    }
