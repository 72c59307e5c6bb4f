"""Liquid tags written as a function: most of them need no class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.liquid import Block, Context, Tag

__all__ = ["block_of", "tag_of"]


def tag_of(made: Any) -> type[Tag]:
    """The class for ``made``: itself, or one that renders what ``made(context, markup)`` returns."""
    return _class_of(made, Tag, _FunctionTag)


def block_of(made: Any) -> type[Tag]:
    """The same for ``made(context, markup, body)``. TypeError when ``made`` is a class without an end."""
    return _class_of(made, Block, _FunctionBlock)


class _FunctionTag(Tag):
    function: Callable[..., object]

    def __init__(self, name: str, markup: str, environment: Any, line: int) -> None:
        super().__init__(name, markup, environment, line)
        self._markup = markup.strip()

    def render(self, context: Context) -> str:
        return _text(type(self).function(context, self._markup))


class _FunctionBlock(Block):
    function: Callable[..., object]

    def __init__(self, name: str, markup: str, environment: Any, line: int) -> None:
        super().__init__(name, markup, environment, line)
        self._markup = markup.strip()

    def render(self, context: Context) -> str:
        return _text(type(self).function(context, self._markup, self.body.render(context)))


def _class_of(made: Any, wanted: type[Tag], adapter: type[Tag]) -> type[Tag]:
    if not isinstance(made, type):
        # ``__wrapped__``: whose line a problem is about
        members = {"function": staticmethod(made), "__wrapped__": made, "__module__": made.__module__}
        return type(made.__name__, (adapter,), members)
    if not issubclass(made, wanted):
        message = _("{name} must be a subclass of proactive_ssg.liquid.{wanted}")
        raise TypeError(message.format(name=made.__name__, wanted=wanted.__name__))
    return made


def _text(value: object) -> str:
    return "" if value is None else str(value)
