"""The variables of Liquid: what Jekyll's ``UnifiedPayloadDrop`` holds for one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site
from proactive_ssg.templates.drops import Compute, Drop, PageDrop
from proactive_ssg.templates.site_drops import SiteDrops
from proactive_ssg.themes import Theme

__all__ = ["JEKYLL_VERSION", "Payload", "ThemeDrop"]

JEKYLL_VERSION = "4.3.1"
"""The Jekyll whose site we build, as ``jekyll.version`` says it."""

_KEYS = (
    "jekyll", "site", "page", "theme", "content", "paginator", "layout",
    "highlighter_prefix", "highlighter_suffix",
)  # fmt: skip


class JekyllDrop(Drop):
    """``jekyll``: which Jekyll, and for whom it builds."""

    __slots__ = ()
    ruby_class = "Jekyll::Drops::JekyllDrop"

    @property
    def inspected(self) -> str:
        return self.ruby_class


class ThemeDrop(Drop):
    """``theme``: what the package that holds the theme says of itself (``theme_drop.rb``)."""

    __slots__ = ("_theme",)
    ruby_class = "Jekyll::Drops::ThemeDrop"

    def __init__(self, theme: Theme, environment: str) -> None:
        super().__init__({"root": str(theme.root) if environment == "development" else ""})
        self._theme = theme

    computed: ClassVar[Mapping[str, Compute]] = {
        "authors": lambda self: self._theme.facts.authors,
        "version": lambda self: self._theme.facts.version,
        "description": lambda self: self._theme.facts.description,
        "dependencies": lambda self: list(self._theme.facts.dependencies),
        "metadata": lambda self: dict(self._theme.facts.metadata),
    }


def _enumerable(jekyll: JekyllDrop, theme: ThemeDrop | None) -> dict[str, Any]:
    """What the payload says of itself: drops are Ruby's ``Enumerable``, and this one is asked for any name.

    So a ``{{ count }}`` that nobody assigned is 9: in an example for Vue, in ``count | plus: 1``.
    """
    return {
        "keys": list(_KEYS),
        "count": len(_KEYS),
        "first": ["jekyll", jekyll],
        "min": ["content", None],
        "max": ["theme", theme],
    }


class Payload:
    """Makes the variables for each page; those that all pages share are made once.

    ``shared`` may be added to before the first page is rendered (the hook ``pre_render`` of the site).
    """

    def __init__(self, site: Site, drops: SiteDrops) -> None:
        environment = site.config.environment
        theme = None if site.config.theme is None else ThemeDrop(site.config.theme, environment)
        jekyll = JekyllDrop({"version": JEKYLL_VERSION, "environment": environment})
        self._drops = drops
        self.shared: dict[str, Any] = {
            **_enumerable(jekyll, theme),
            "site": drops.site,
            "jekyll": jekyll,
            "theme": theme,
            "content": None,
            "paginator": None,
            "layout": None,
            "highlighter_prefix": "",
            "highlighter_suffix": "",
        }

    def of(self, page: Page, layout: Mapping[str, Any] | None, *, is_markdown: bool) -> dict[str, Any]:
        """The variables for ``page``; ``layout``: the front matter of its own layout."""
        variables = {**self.shared, "page": self._drops.current(page), "layout": layout}
        if page.paginator is not None:
            variables["paginator"] = self._drops.shown(page.paginator)
        return self._marked(variables, is_markdown=is_markdown)

    def of_excerpt(self, page: Page, *, is_markdown: bool) -> dict[str, Any]:
        """The variables for the excerpt of ``page``: no layout, no paginator."""
        drop: PageDrop = self._drops.of_excerpt(page)
        return self._marked({**self.shared, "page": drop}, is_markdown=is_markdown)

    def _marked(self, variables: dict[str, Any], *, is_markdown: bool) -> dict[str, Any]:
        """What the tag ``highlight`` puts around code: lines of its own in Markdown."""
        if is_markdown:
            variables["highlighter_prefix"] = variables["highlighter_suffix"] = "\n"
        return variables
