"""ERB: HTML with Ruby in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pygments.lexer import Lexer

from .actions import Token
from .html import HtmlLexer
from .pieces import Pieces
from .ruby import RubyLexer
from .tokens import CP, C

__all__ = ["ErbLexer"]

_CODE: Final = re.compile(r"<%#.*?(?:%>|\Z)|(<%[=%-]?)(.*?)(-?%>|\Z)", re.S)


class ErbLexer(Lexer):
    """The HTML goes on after code as it stood before."""

    name = "ERB"

    def get_tokens_unprocessed(self, text: str) -> Iterator[Token]:
        code = list(_CODE.finditer(text))
        if not code:
            yield from HtmlLexer().get_tokens_unprocessed(text)
            return
        around = Pieces(HtmlLexer().get_tokens_unprocessed(_CODE.sub("", text)))
        ruby, position = RubyLexer(), 0
        for found in code:
            yield from around.up_to(found.start() - position, position)
            yield from _ruby(ruby, found)
            position = found.end()
        yield from around.up_to(len(text) - position, position)


def _ruby(ruby: RubyLexer, found: re.Match[str]) -> Iterator[Token]:
    start, inside, end = found.groups()
    if start is None:
        yield found.start(), C, found[0]
        return
    yield found.start(), CP, start
    for position, type, value in ruby.get_tokens_unprocessed(inside):
        yield found.start(2) + position, type, value
    if end:
        yield found.start(3), CP, end
