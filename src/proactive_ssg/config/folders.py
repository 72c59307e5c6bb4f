"""How a site is laid out: as ``content/`` and ``layouts/``, or as Jekyll has it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from proactive_ssg.config.defaults import DEFAULTS

__all__ = ["LIQUID_MARK", "is_content_site", "templates_folder"]

LIQUID_MARK: Final = "{# as in Liquid #}"
"""What a Jinja2 template begins with that means what a Liquid template means (``migrate layouts``)."""
NO_TEMPLATES: Final = ".layouts"
_PAGES: Final = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd")


def is_content_site(root: Path, settings: Mapping[str, Any]) -> bool:
    """Are the pages in ``content/`` and the layouts in ``layouts/`` (or in ``templates_dir``)?

    Both folders must be there. Folders of these names are something else where the settings name them
    otherwise (``source``, ``collections_dir``, ``layouts_dir``), and where the root holds what Jekyll builds
    a site of: its layouts, or an index page.
    """
    templates = settings.get("templates_dir")
    if not isinstance(templates, str):
        templates = DEFAULTS["templates_dir"]
    if (
        settings.get("source") is not None
        or _is_named(settings.get("collections_dir"), "content")
        or _is_named(settings.get("layouts_dir"), templates)
    ):
        return False
    if not (root / "content").is_dir() or not _is_dir(root / templates):
        return False
    return not (root / DEFAULTS["layouts_dir"]).is_dir() and not _has_index(root)


def templates_folder(root: Path, settings: Mapping[str, Any], *, content_site: bool) -> str:
    """The folder of the Jinja2 layouts of a site that does not name it.

    A folder ``layouts/`` of a site that is laid out as Jekyll has it holds layouts unless it holds pages:
    Markdown, or an index; or unless the settings name it for something else. Then the site has no such
    layouts, and the name leads nowhere.
    """
    default = str(DEFAULTS["templates_dir"])
    is_taken = any(_is_named(settings.get(name), default) for name in ("collections_dir", "layouts_dir"))
    return NO_TEMPLATES if not content_site and (is_taken or _has_pages(root / default)) else default


def _is_named(given: object, folder: str) -> bool:
    return isinstance(given, str) and PurePosixPath(given.strip("/")).parts[:1] == (folder,)


def _has_index(folder: Path) -> bool:
    return any(name.rpartition(".")[0] == "index" for name in _names(folder))


def _has_pages(folder: Path) -> bool:
    names = _names(folder)
    indexes = [name for name in names if name.rpartition(".")[0] == "index"]
    return any(name.endswith(_PAGES) for name in names) or not all(
        _is_migrated(folder / name) for name in indexes
    )


def _is_migrated(path: Path) -> bool:
    """A layout of the name ``index`` that was Liquid's is no page."""
    try:
        return LIQUID_MARK in path.read_text("utf-8", errors="replace")
    except OSError:
        return False


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


def _is_dir(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # no path at all, which is told where the settings are checked
        return False
