"""Sessions of Ruby's irb and pry: prompts, Ruby, what it printed and what it returned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from pygments.lexer import Lexer, include, inherit

from .actions import Token
from .pieces import Pieces
from .ruby import RubyLexer
from .tokens import ERR, GO, GP, GR, KT, C, O, P, W

__all__ = ["IrbLexer"]

_LINE: Final = re.compile(r"[^\n]*(?:\n|\Z)")
_PROMPT: Final = re.compile(r"((?:(?!irb|pry)[^\n])*(?:irb|pry)[^\n>\"*]*[>\"*])(\s*)(.*)", re.S)
_ERROR: Final = re.compile(r"\w+(?:Error|Exception):")


class _ResultLexer(RubyLexer):
    """Ruby, and objects as ``#<Object:0x1>``."""

    name = "Ruby's results"
    tokens: ClassVar = {
        "code": [(r"#<", KT, "object"), inherit],
        "expression": [(r"#<", KT, ("#pop", "object")), inherit],
        "object": [(r">", KT, "#pop"), (r"=(?=>)", O), include("code")],
    }


class IrbLexer(Lexer):
    """Ruby goes on over the prompts; results go to the next prompt."""

    name = "irb"

    def get_tokens_unprocessed(self, text: str) -> Iterator[Token]:
        lines = _kinds(text)
        ruby = Pieces(RubyLexer().get_tokens_unprocessed(_joined(lines, "input")))
        results = Pieces(_ResultLexer().get_tokens_unprocessed(_joined(lines, "result")))
        position = 0
        for kind, part in lines:
            if kind == "input":
                yield from ruby.up_to(len(part), position)
            elif kind == "result":
                yield from results.up_to(len(part), position)
            else:
                yield position, _TOKENS[kind], part
            position += len(part)


_TOKENS: Final = {
    "prompt": GP,
    "space": W,
    "arrow": P,
    "printed": GO,
    "blank": ERR,
    "error": GR,
    "comment": C,
}


def _joined(lines: list[tuple[str, str]], kind: str) -> str:
    return "".join(part for name, part in lines if name == kind)


def _kinds(text: str) -> list[tuple[str, str]]:
    """The parts of the text with what they are."""
    found: list[tuple[str, str]] = []
    in_result = in_error = False
    for match in _LINE.finditer(text):
        line = match[0]
        if prompt := _PROMPT.match(line):
            found += zip(("prompt", "space", "input"), prompt.groups(), strict=True)
            in_result = in_error = False
        elif line.lstrip().startswith("#"):
            found.append(("comment", line))
            in_result = False
        elif in_result:
            found.append(("result", line))
        elif not in_error and line.startswith("=>"):
            found += [("arrow", "=>"), ("result", line[2:])]
            in_result = True
        else:
            in_error = in_error or _ERROR.match(line) is not None
            found.append(("blank" if line == "\n" else "error" if in_error else "printed", line))
    return found
