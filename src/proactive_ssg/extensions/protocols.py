"""The kinds of things that a plugin may add, as types."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any, Protocol

from proactive_ssg.model.builder import SiteBuilder

__all__ = ["Converter", "Filter", "Generator", "Hook", "Priority"]

Filter = Callable[..., Any]
"""``filter(value, *arguments)``: pages, documents and files come as read-only mappings (drops)."""

Generator = Callable[[SiteBuilder], None]
"""Adds pages to the site or changes what was read, before anything is rendered."""

Hook = Callable[..., None]
"""Called at a moment of the build; what it receives is in :data:`proactive_ssg.extensions.hooks.EVENTS`."""


class Priority(IntEnum):
    """Who comes first among generators, converters and hooks: the higher one (``plugin.rb``)."""

    LOWEST = -100
    LOW = -10
    NORMAL = 0
    HIGH = 10
    HIGHEST = 100


class Converter(Protocol):
    """Turns the text of a page into that of another format; extensions begin with a dot (``.md``)."""

    def matches(self, extension: str) -> bool:
        """Does it convert files with this extension?"""
        ...

    def output_extension(self, extension: str) -> str:
        """The extension of what it makes of them (``.html``)."""
        ...

    def convert(self, text: str) -> str:
        """The text converted: after Liquid, before any layout."""
        ...
