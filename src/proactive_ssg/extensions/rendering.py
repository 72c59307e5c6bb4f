"""Rendering: one page on its way through Liquid, its converters and its layouts, as hooks see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from proactive_ssg.i18n import _
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site

__all__ = ["Rendering"]


@dataclass(slots=True)
class Rendering:
    """What the hooks ``pre_render``, ``post_convert`` and ``post_render`` of a page receive.

    ``page`` is the page (or document), ``site`` the whole site: neither changes any more.
    ``variables``: what the templates of this page see (``page``, ``site``, ``layout``, ``paginator`` ...);
    ``pre_render`` may add to it.
    ``content``: before ``pre_render`` the source text (Liquid and Markdown), from ``post_convert`` on the
    text without layouts (HTML, for a Markdown page). A hook may set it.
    ``output``: in ``post_render`` the finished page, layouts included; a hook may set it. Empty before.
    """

    page: Page
    site: Site
    content: str
    variables: dict[str, Any] = field(default_factory=dict)
    output: str = ""

    def __setattr__(self, name: str, value: object) -> None:
        """TypeError, in the hook's own line, for a ``content`` or ``output`` that is no text."""
        if name in ("content", "output") and not isinstance(value, str):
            message = _("{name} must be a text, not {kind}")
            raise TypeError(message.format(name=name, kind=type(value).__name__))
        object.__setattr__(self, name, value)

    @property
    def data(self) -> Mapping[str, Any]:
        """The front matter of the page, defaults included."""
        return self.page.data
