"""jekyll-readme-index: the README of a folder without an index is its index.

Options, under ``readme_index:``: ``enabled: false``; ``remove_originals: true`` does not copy the README
itself as well; ``with_frontmatter: true`` does the same to a README with front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.plugins.markdown_files import is_markdown, text_of
from proactive_ssg.plugins.option_values import options

__all__ = ["register"]

KEY: Final = "readme_index"
_INDEX = re.compile(r"(.*/)(?:index\.(?:html?|xhtml|xml))?", re.I | re.S)


def register(registry: Registry) -> None:
    """Adds the generator, unless it is turned off."""
    names = ("enabled", "remove_originals", "with_frontmatter")
    given = options(registry, KEY, dict.fromkeys(names, bool))
    if given.get("enabled") is not False:
        registry.generator(lambda site: _generate(site, registry, given), Priority.LOW)


def _generate(site: SiteBuilder, registry: Registry, given: dict[str, Any]) -> None:
    indexed = _folders_with_index((*site.pages, *site.static_files))
    for file in tuple(site.static_files):
        folder = _folder(file.url)
        if file.collection or not _is_readme(site, file.relative_path.name) or folder.lower() in indexed:
            continue
        text = text_of(site.config, file.path, registry.diagnostics)
        if text is None:
            continue
        site.add_page(str(file.relative_path), body=text, permalink=folder, origin=file)
        indexed.add(folder.lower())
        if given.get("remove_originals"):
            site.static_files.remove(file)
    if given.get("with_frontmatter"):
        for page in tuple(site.pages):
            folder = _folder(page.url)
            if _is_readme(site, page.relative_path.name) and folder.lower() not in indexed:
                site.move(page, folder)
                indexed.add(folder.lower())


def _folder(url: str) -> str:
    return url[: url.rstrip("/").rfind("/") + 1] or "/"


def _folders_with_index(files: Iterable[Any]) -> set[str]:
    matches = (_INDEX.fullmatch(file.url) for file in files)
    return {found[1].lower() for found in matches if found}


def _is_readme(site: SiteBuilder, name: str) -> bool:
    stem, dot, extension = name.rpartition(".")
    return stem.lower() == "readme" and is_markdown(site.config, dot + extension)
