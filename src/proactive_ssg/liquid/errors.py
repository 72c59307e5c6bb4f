"""What goes wrong in a template, with its place."""

from __future__ import annotations

__all__ = ["LiquidError", "position"]


class LiquidError(Exception):
    """A template that cannot be parsed or rendered.

    ``line`` and ``column`` are 1-based places in the text of the template ``name`` (0: unknown);
    ``errors`` holds every problem that parsing found, this one first; ``hint`` says what to do, where the
    tag of a host knows it.
    """

    def __init__(self, message: str, line: int = 0, column: int = 0, name: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.name = name
        self.hint = ""
        self.errors: tuple[LiquidError, ...] = (self,)

    def __str__(self) -> str:
        place = f"line {self.line}, column {self.column}" if self.line else ""
        where = ": ".join(part for part in (self.name, place) if part)
        return f"{where}: {self.message}" if where else self.message


def position(text: str, offset: int) -> tuple[int, int]:
    """The 1-based line and column of ``offset`` in ``text``."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
