"""jekyll-include-cache: ``{% include_cached file parameters %}``, rendered once for the same parameters."""

from __future__ import annotations

from proactive_ssg.extensions import Registry
from proactive_ssg.templates.tags import INCLUDE_CACHE

__all__ = ["register"]


def register(registry: Registry) -> None:
    """Adds the tag."""
    for name, tag in INCLUDE_CACHE.items():
        registry.tag(name, tag)
