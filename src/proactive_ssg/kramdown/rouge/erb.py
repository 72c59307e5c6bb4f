"""ERB: HTML with Ruby in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pygments.lexer import Lexer

from .actions import Token
from .html import HtmlLexer
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
        around = _Pieces(HtmlLexer().get_tokens_unprocessed(_CODE.sub("", text)))
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


class _Pieces:
    """Tokens that are given out by length, however long each of them is."""

    def __init__(self, tokens: Iterator[Token]) -> None:
        self._tokens = tokens
        self._rest: Token | None = None

    def up_to(self, length: int, position: int) -> Iterator[Token]:
        """The tokens of the next ``length`` characters, which stand at ``position``."""
        while length > 0:
            token = self._rest or next(self._tokens, None)
            if token is None:
                return
            _, type, value = token
            self._rest = (0, type, value[length:]) if len(value) > length else None
            value = value[:length]
            yield position, type, value
            length -= len(value)
            position += len(value)
