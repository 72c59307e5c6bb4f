"""The plugins of Jekyll that come with us, under the names of their gems.

Each is a module with ``def register(registry: Registry) -> None``, imported when a site lists it under
``plugins:``; it uses the same public API as a site's own plugins (docs/plugins.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from proactive_ssg.extensions.loading import Catalogue
from proactive_ssg.plugins.known import NOT_NEEDED, what_it_does

__all__ = ["BUILTIN", "CATALOGUE"]

BUILTIN: Final[Mapping[str, str]] = {
    "jekyll-archives": "archives",
    "jekyll-feed": "feed",
    "jekyll-paginate": "paginate",
    "jekyll-paginate-v2": "paginate_v2",
    "jekyll-redirect-from": "redirect_from",
    "jekyll-sitemap": "sitemap",
}
"""The name of the gem, as ``plugins:`` has it -> the module, below this package (``"feed"``)."""

CATALOGUE: Final = Catalogue(BUILTIN, NOT_NEEDED, what_it_does)
"""What we know of the gems that a site may list."""
