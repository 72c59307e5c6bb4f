"""Themes that are installed Python packages: found by entry point or by module name, never imported."""

from __future__ import annotations

import importlib.util
from email.message import Message
from importlib import metadata
from pathlib import Path
from typing import cast

from proactive_ssg.themes.model import PARTS, ThemeFacts

__all__ = ["GROUP", "find_package", "installed_themes"]

GROUP = "proactive_ssg.themes"
"""The group of entry points: a theme's name, and the package that holds its folders."""


def installed_themes() -> list[str]:
    """The names of the themes that installed packages announce."""
    return sorted(point.name for point in metadata.entry_points(group=GROUP))


def find_package(name: str) -> tuple[Path, ThemeFacts] | None:
    """The folder of the theme ``name`` and what its package says; None: no package has it."""
    wanted = _normal(name)
    for point in metadata.entry_points(group=GROUP):
        if _normal(point.name) == wanted and (folder := _folder(point.module)) is not None:
            return folder, _facts(point.dist)
    module = wanted.replace("-", "_")
    folder = _folder(module)
    if folder is None or not any((folder / part).is_dir() for part in PARTS):
        return None
    return folder, _facts(_distribution(module))


def _normal(name: str) -> str:
    return name.lower().replace("_", "-")


def _folder(module: str) -> Path | None:
    """Where the package is; its parents are named, but no code of it runs."""
    package, *inner = module.split(".")
    if not all(part.isidentifier() for part in (package, *inner)):
        return None
    try:
        found = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    for place in (found.submodule_search_locations or ()) if found else ():
        folder = Path(place, *inner)
        if folder.is_dir():
            return folder
    return None


def _distribution(module: str) -> metadata.Distribution | None:
    names = metadata.packages_distributions().get(module, ())
    return metadata.distribution(names[0]) if names else None


def _facts(distribution: metadata.Distribution | None) -> ThemeFacts:
    if distribution is None:
        return ThemeFacts()
    said = cast("Message", distribution.metadata)
    author = said.get("Author") or (said.get("Author-email") or "").partition("<")[0].strip(' "')
    links = (link.partition(",") for link in said.get_all("Project-URL") or ())
    return ThemeFacts(
        version=distribution.version,
        authors=author,
        description=said.get("Summary") or "",
        metadata={label.strip(): address.strip() for label, _comma, address in links},
    )
