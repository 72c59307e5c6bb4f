"""jekyll-optional-front-matter: Markdown files without front matter are pages too.

Options, under ``optional_front_matter:``: ``enabled: false``; ``remove_originals: true`` does not copy the
file itself as well. ``require_front_matter: true`` turns it off. Files named as those that a repository has
for its readers (README, LICENSE ...) stay what they are, unless ``include:`` names them.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from proactive_ssg.content.entry_filter import Patterns
from proactive_ssg.extensions import Registry
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.plugins.markdown_files import is_markdown, text_of
from proactive_ssg.plugins.option_values import options

__all__ = ["register"]

KEY: Final = "optional_front_matter"
_NOT_PAGES: Final = frozenset(
    ("README", "LICENSE", "LICENCE", "COPYING", "CODE_OF_CONDUCT", "CONTRIBUTING", "ISSUE_TEMPLATE")
) | {"PULL_REQUEST_TEMPLATE"}


def register(registry: Registry) -> None:
    """Adds the generator, unless it is turned off."""
    given = options(registry, KEY, {"enabled": bool, "remove_originals": bool})
    if given.get("enabled") is False or registry.config.settings.get("require_front_matter"):
        return

    def generate(site: SiteBuilder) -> None:
        _add_pages(site, registry, originals=not given.get("remove_originals"))

    registry.generator(generate)


def _add_pages(site: SiteBuilder, registry: Registry, *, originals: bool) -> None:
    included = Patterns.of(site.config.include)
    for file in tuple(site.static_files):
        path = file.relative_path
        if file.collection or not is_markdown(site.config, path.suffix):
            continue
        if path.stem.upper() in _NOT_PAGES and not _is_included(included, path):
            continue
        text = text_of(site.config, file.path, registry.diagnostics)
        if text is not None:
            site.add_page(str(path), body=text, origin=file)
            if not originals:
                site.static_files.remove(file)


def _is_included(included: Patterns, path: PurePosixPath) -> bool:
    return included.match(str(path), is_dir=False) or included.match(path.name, is_dir=False)
