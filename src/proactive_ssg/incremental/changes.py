"""Changes: the files that are others since the last build, where they are texts of pages and templates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from proactive_ssg.config import Config
from proactive_ssg.incremental.index import Index
from proactive_ssg.model.site import Site

__all__ = ["Changes"]

_STYLES = (".css", ".scss", ".sass")


class Changes(NamedTuple):
    """The files that changed: ``texts``, with the numbers of the pages made of them, and ``templates``."""

    texts: dict[str, int]
    templates: list[str]

    @classmethod
    def of(cls, changed: Iterable[str], index: Index, config: Config) -> Changes | None:
        """None where one is neither, or may be both."""
        texts: dict[str, int] = {}
        templates = []
        for path in changed:
            number, is_layout = index.page_of(path), _is_layout(path, config)
            if number is not None and not is_layout:
                texts[path] = number
            elif path not in index.numbers and (is_layout or path in index.includers):
                templates.append(path)
            else:
                return None
        return None if any(path.endswith(_STYLES) for path in templates) else cls(texts, templates)

    def concern_copies(self, site: Site) -> bool:
        """Is a template copied to the destination, too?"""
        copied = (site.static_files, *(found.static_files for found in site.collections.values()))
        return bool(self.templates) and any(
            str(file.path) in self.templates for files in copied for file in files
        )


def _is_layout(path: str, config: Config) -> bool:
    """Is the file in a folder of layouts, be they for Liquid or for Jinja2?"""
    theme = config.theme
    folders = [config.templates_dir, config.source / config.layouts_dir]
    if theme is not None:
        folders += filter(None, (theme.templates, theme.layouts))
    return any(path.startswith(f"{folder}/") for folder in folders)
