"""What plugins do before the site is read, between reading and rendering, and when it is published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from proactive_ssg.extensions.registry import Registry
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.page import Page
from proactive_ssg.model.site import Site

__all__ = ["begin", "complete", "finish"]


def begin(registry: Registry) -> None:
    """Nothing is read yet: hooks may still add settings."""
    registry.trigger("site", "after_init", registry.config)
    registry.trigger("site", "after_reset", registry.config)


def finish(site: Site, registry: Registry) -> None:
    """The site is published: each page's hooks, then those of the site."""
    if registry.listens_to_pages("post_write"):
        for page in site.rendered_pages():
            registry.trigger_page(page, "post_write")
    registry.trigger("site", "post_write", site)


def complete(site: Site, registry: Registry, defaults: Callable[..., Mapping[str, Any]]) -> Site:
    """The site as it will be rendered: what was read, what generators add, what hooks change.

    ``defaults(path, *types)`` are the configuration's for a page that a generator adds. The order is
    Jekyll's (``site.rb``): ``post_init`` of each page, ``post_read`` of the site, generators by priority.
    """
    if registry.generators or registry.listens("site", "post_read") or registry.listens_to_pages("post_init"):
        added = _Added(registry)
        builder = SiteBuilder.of(site, defaults=defaults, added=added, converted=registry.output_extension)
        added.all(builder)
        registry.trigger("site", "post_read", builder)
        registry.generate(builder)
        site = registry.call(builder.freeze) or site
    registry.site = site
    return site


class _Added:
    """Tells the hooks ``post_init`` of every page, of the site's own and of those that are added."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._heard = registry.listens_to_pages("post_init")

    def __call__(self, page: Page) -> None:
        if self._heard:
            self._registry.trigger_page(page, "post_init")

    def all(self, builder: SiteBuilder) -> None:
        if self._heard:
            others = (found for label, found in builder.collections.items() if label != "posts")
            documents = (document for found in others for document in found.documents)
            for page in [*builder.posts, *builder.pages, *documents]:  # the order in which Jekyll reads
                self(page)
