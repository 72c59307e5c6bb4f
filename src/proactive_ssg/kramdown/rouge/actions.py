"""What Pygments' rules do with a match here: tokens by word, other lexers within."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from re import Match

from pygments.lexer import Lexer, RegexLexer
from pygments.token import _TokenType

__all__ = ["Action", "by_word", "table", "unclosed"]

Token = tuple[int, _TokenType, str]
Action = Callable[[Lexer, Match[str]], Iterator[Token]]


def table(entries: Mapping[_TokenType, str]) -> dict[str, _TokenType]:
    """Word -> token, from tokens with their words in one text."""
    return {word: token for token, words in entries.items() for word in words.split()}


def by_word(words: Mapping[str, _TokenType], other: _TokenType) -> Action:
    """A word is the token that it has in ``words``, else ``other``: one look-up for all words."""

    def act(_lexer: Lexer, match: Match[str]) -> Iterator[Token]:
        word = match[0]
        yield match.start(), words.get(word, other), word

    return act


def unclosed(lexer: Lexer, match: Match[str]) -> Iterator[Token]:
    """The rest of the text from a comment that never ends: it is none, nor is any after it.

    The lexer's state ``unclosed`` has the rules without comments; so no end is looked for twice.
    """
    assert isinstance(lexer, RegexLexer)
    for start, type, text in RegexLexer.get_tokens_unprocessed(lexer, match[0], ("unclosed",)):
        yield match.start() + start, type, text
