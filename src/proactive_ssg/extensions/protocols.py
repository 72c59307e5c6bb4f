"""The kinds of things that a plugin may add, as types."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any, Protocol, runtime_checkable

from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.page import Page

__all__ = ["Converter", "Filter", "Generator", "Hook", "PageConverter", "Priority"]

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


@runtime_checkable
class PageConverter(Protocol):
    """A converter that wants to know whose text it converts: this is asked instead of ``convert``."""

    def convert_page(self, page: Page, text: str) -> str:
        """The text of ``page``, after Liquid, converted; raises ProblemsError with what is wrong in it."""
        ...
