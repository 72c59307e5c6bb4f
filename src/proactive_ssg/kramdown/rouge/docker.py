"""Files for Docker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import Match
from typing import ClassVar

from pygments.lexer import Lexer, RegexLexer, bygroups

from .actions import Token
from .shell import ShellLexer
from .tokens import SE, TEXT, C, K, S, W

__all__ = ["DockerLexer"]

_INSTRUCTIONS = (
    "add|arg|cmd|copy|entrypoint|env|expose|from|healthcheck|label|maintainer|shell|stopsignal|user|volume"
    "|workdir"
)


def _shell(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    for start, type, text in ShellLexer().get_tokens_unprocessed(match[0]):
        yield match.start() + start, type, text


class DockerLexer(RegexLexer):
    """What ``RUN`` runs is for the shell; other instructions have their line as text."""

    name = "Docker"
    flags = re.MULTILINE | re.IGNORECASE
    tokens: ClassVar = {
        "root": [
            (r"^#.*", C),
            (r"^(FROM)([ \t]+)(\S.*?)([ \t]+)(AS)([ \t]+)(\S+)", bygroups(K, W, S, W, K, W, S)),
            (rf"^(ONBUILD)([ \t]+)({_INSTRUCTIONS})\b(.*)", bygroups(K, W, K, S)),
            (rf"^({_INSTRUCTIONS})\b(.*)", bygroups(K, S)),
            (r"^(?:ONBUILD[ \t]+)?RUN\s+", K, "run"),
            (r"[^\n]+|\n", TEXT),
        ],
        "run": [
            (r"\n", TEXT, "#pop"),
            (r"\\\n", SE),
            (r"^([ \t]*)(#.*)(\n?)", bygroups(TEXT, C, TEXT)),
            (r"(?:\\.|[^\n\\])+", _shell),
            (r"\\", TEXT),
        ],
    }
