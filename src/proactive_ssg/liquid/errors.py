"""What goes wrong in a template, with its place."""

from __future__ import annotations

from proactive_ssg.i18n import _

__all__ = ["LiquidError", "TagError", "position", "undefined_variable"]


class LiquidError(Exception):
    """A template that cannot be parsed or rendered.

    ``line`` and ``column`` are 1-based places in the text of the template ``name`` (0: unknown);
    ``errors`` holds every problem that parsing found, this one first; ``hint`` says what to do, where the
    tag of a host knows it. ``ruby`` is what Ruby's Liquid says of it, where that is known, and ``kind`` how
    it calls it: ``syntax error``, ``error``, nothing for what a tag of the host refuses.
    """

    def __init__(
        self, message: str, line: int = 0, column: int = 0, name: str = "", *, ruby: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.name = name
        self.hint = ""
        self.ruby = ruby
        self.kind = "error"
        self.errors: tuple[LiquidError, ...] = (self,)

    def __str__(self) -> str:
        place = f"line {self.line}, column {self.column}" if self.line else ""
        where = ": ".join(part for part in (self.name, place) if part)
        return f"{where}: {self.message}" if where else self.message


def undefined_variable(name: str) -> LiquidError:
    """What ``strict_variables`` says of a name that means nothing."""
    message = _("undefined variable {name}").format(name=name)
    return LiquidError(message, ruby=f"undefined variable {name}")


def position(text: str, offset: int) -> tuple[int, int]:
    """The 1-based line and column of ``offset`` in ``text``."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class TagError(ValueError):
    """A tag that cannot do its work says so; the engine adds the place and makes a diagnostic of it.

    ``hint``: what to do; ``ruby``: what Jekyll says.
    """

    def __init__(self, message: str, hint: str = "", *, ruby: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.ruby = ruby
