"""Terminal sessions: a prompt, a command of the shell, what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pygments.lexer import Lexer

from .actions import Token
from .shell import ShellLexer
from .tokens import GO, GP, C, W

__all__ = ["ConsoleLexer"]

_LINE: Final = re.compile(r"[^\n]*(?:\n|\Z)")
_PROMPT: Final = re.compile(r"([^$#>;\n]*[$#>;])([ \t\n]*)")
_LEFT_OUT: Final = re.compile(r"\s*(?:\.\.\.|<\.\.\.>)\s*")


class ConsoleLexer(Lexer):
    """Every line on its own: what follows the first ``$``, ``#``, ``>`` or ``;`` is a command."""

    name = "Console"

    def get_tokens_unprocessed(self, text: str) -> Iterator[Token]:
        shell = ShellLexer()
        for found in _LINE.finditer(text):
            line, start = found[0], found.start()
            prompt = _PROMPT.match(line)
            if _LEFT_OUT.fullmatch(line):
                yield start, C, line
            elif prompt is None:
                yield start, GO, line
            else:
                yield start, GP, prompt[1]
                yield start + prompt.start(2), W, prompt[2]
                command = line[prompt.end() :]
                for position, type, value in shell.get_tokens_unprocessed(command):
                    yield start + prompt.end() + position, type, value
