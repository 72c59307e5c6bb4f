"""jekyll-default-layout: Markdown pages and posts that name no layout get one.

``home`` for ``/``, ``page`` for pages, ``post`` for posts, ``default`` where there is no such layout.
"""

from __future__ import annotations

from collections.abc import Iterable

from proactive_ssg.config import Config
from proactive_ssg.extensions import Priority, Registry
from proactive_ssg.model.builder import SiteBuilder
from proactive_ssg.model.document import Document
from proactive_ssg.model.page import Page
from proactive_ssg.plugins.markdown_files import is_markdown

__all__ = ["layout_names", "register"]


def register(registry: Registry) -> None:
    """Adds the generator."""
    registry.generator(_generate, Priority.LOWEST)


def _generate(site: SiteBuilder) -> None:
    known = layout_names(site.config)
    for page in (*site.pages, *site.posts):
        if "layout" not in page.data and is_markdown(site.config, page.relative_path.suffix):
            layout = next((name for name in _wanted(page) if name in known), None)
            if isinstance(page.data, dict):
                page.data["layout"] = layout


def _wanted(page: Page) -> Iterable[str]:
    if page.url == "/":
        yield "home"
    yield "post" if isinstance(page, Document) else "page"
    yield "default"


def layout_names(config: Config) -> set[str]:
    """The names of all layouts: of the site and of its theme."""
    folders = [config.source / config.layouts_dir, config.templates_dir]
    if config.theme is not None:
        folders += [folder for folder in (config.theme.layouts, config.theme.templates) if folder is not None]
    files = (path for folder in folders if folder.is_dir() for path in folder.iterdir())
    return {path.name.partition(".")[0] for path in files if path.is_file()}
