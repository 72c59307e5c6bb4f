"""What a host derives its own tags from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from proactive_ssg.liquid.context import Context
    from proactive_ssg.liquid.environment import Environment

__all__ = ["Block", "Body", "Tag"]


class Tag:
    """``{% name markup %}``: one instance for each place in a template, shared by all renderings.

    ``__init__`` may raise :class:`LiquidError` or ``ValueError`` (a syntax error at this place);
    ``render`` may raise either, and what it returns is written as it is.
    """

    def __init__(self, name: str, markup: str, environment: Environment, line: int) -> None:
        self.name = name
        self.markup = markup
        self.environment = environment
        self.line = line

    def render(self, context: Context) -> str:
        raise NotImplementedError


class Body:
    """What stands between the tags of a block."""

    __slots__ = ("_run", "blank")

    def __init__(self, run: Callable[[Context], str], blank: bool) -> None:
        self._run = run
        self.blank = blank  # nothing but white space and tags that write nothing

    def render(self, context: Context) -> str:
        """The text of the body, in the scopes of ``context``."""
        return self._run(context)


class Block(Tag):
    """``{% name markup %} ... {% endname %}``; the body is there once the block is parsed.

    A ``raw`` block receives ``body_text`` (the source, not parsed), any other ``body``.
    """

    raw: ClassVar[bool] = False
    body: Body
    body_text: str = ""
