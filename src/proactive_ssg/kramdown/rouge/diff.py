"""Differences of files."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer

from .tokens import ERR, GD, GH, GI, GS, TEXT, P

__all__ = ["DiffLexer"]


class DiffLexer(RegexLexer):
    """A line is one token, with its end."""

    name = "Diff"
    tokens: ClassVar = {
        "root": [
            (r"\s.*\n?", TEXT),  # after an empty line, the next one is text
            (r"---\n", P),
            (r"[+>].*\n?", GI),
            (r"[-<].*\n?", GD),
            (r"!.*\n?", GS),
            (r"(?:Index|diff|index|=).*\n?", GH),
            (r"@@.*?@@", P),
            (r"\w.*\n?", P),
            (r".", ERR),
        ],
    }
