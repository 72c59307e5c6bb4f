"""The tokens of a text that code interrupts, given out piece by piece."""

from __future__ import annotations

from collections.abc import Iterator

from .actions import Token

__all__ = ["Pieces"]


class Pieces:
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
