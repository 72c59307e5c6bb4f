"""The plugins of Jekyll that come with us, under the names of their gems.

Each is a module with ``def register(registry: Registry) -> None``, imported when a site lists it under
``plugins:``; it uses the same public API as a site's own plugins (docs/plugins.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from proactive_ssg.config import Config
from proactive_ssg.extensions.loading import Catalogue, listed_plugins
from proactive_ssg.plugins.known import NOT_NEEDED, what_it_does

__all__ = ["BUILTIN", "CATALOGUE", "implied_by", "sites_of"]

BUILTIN: Final[Mapping[str, str]] = {
    "jekyll-archives": "archives",
    "jekyll-avatar": "avatar",
    "jekyll-default-layout": "default_layout",
    "jekyll-feed": "feed",
    "jekyll-gist": "gist",
    "jekyll-github-metadata": "github_metadata",
    "jekyll-include-cache": "include_cache",
    "jekyll-last-modified-at": "last_modified_at",
    "jekyll-mentions": "mentions",
    "jekyll-optional-front-matter": "optional_front_matter",
    "jekyll-paginate": "paginate",
    "jekyll-paginate-v2": "paginate_v2",
    "jekyll-polyglot": "polyglot",
    "jekyll-readme-index": "readme_index",
    "jekyll-redirect-from": "redirect_from",
    "jekyll-relative-links": "relative_links",
    "jekyll-remote-theme": "remote_theme",
    "jekyll-seo-tag": "seo_tag",
    "jekyll-sitemap": "sitemap",
    "jekyll-target-blank": "target_blank",
    "jekyll-titles-from-headings": "titles_from_headings",
    "jekyll-toc": "toc",
    "jemoji": "jemoji",
}
"""The name of the gem, as ``plugins:`` has it -> the module, below this package (``"feed"``)."""


def implied_by(config: Config) -> Iterator[str]:
    """The modules, below this package, that a site asks for by their settings, without listing them."""
    settings = config.settings
    asked = settings.get("accessibility")
    if settings.get("site_map") or (isinstance(asked, Mapping) and {"declaration", "status"} & asked.keys()):
        yield "required_pages"
    if settings.get("dsfr") or (config.theme is not None and config.theme.name == "dsfr"):
        yield "dsfr"


CATALOGUE: Final = Catalogue(BUILTIN, NOT_NEEDED, what_it_does, implied_by)
"""What we know of the gems that a site may list."""


def sites_of(config: Config) -> Iterable[tuple[Config, PurePosixPath]]:
    """The sites that one configuration makes, and the folder of the destination for each.

    One at the root; with jekyll-polyglot one for each language.
    """
    if "jekyll-polyglot" not in listed_plugins(config.settings):
        return ((config, PurePosixPath()),)
    from proactive_ssg.plugins.polyglot import languages_of

    return languages_of(config)
