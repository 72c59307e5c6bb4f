"""Theme: where the parts of a theme are, and who made it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["PARTS", "Theme", "ThemeFacts"]

PARTS = ("_layouts", "_includes", "_sass", "assets", "_data", "layouts")
"""The folders of a theme; ``layouts`` holds Jinja2 templates, the others are Jekyll's (``theme.rb``)."""


@dataclass(frozen=True, slots=True)
class ThemeFacts:
    """What the package that holds a theme says of itself; ``dependencies`` are names of plugins."""

    version: str = ""
    authors: str = ""
    description: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    dependencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: ``root`` without symbolic links, and the folders that it has (None: it has none of that kind).

    ``is_mine``: the site names its folder, and does not have it installed. ``layouts`` and ``includes`` are
    Liquid templates, ``templates`` Jinja2 ones; a folder that a symbolic link leads out of the theme is none
    of its own, as in Jekyll, and is named in ``refused``.
    """

    name: str
    root: Path
    facts: ThemeFacts = ThemeFacts()
    is_mine: bool = False
    layouts: Path | None = None
    includes: Path | None = None
    sass: Path | None = None
    assets: Path | None = None
    data: Path | None = None
    templates: Path | None = None
    refused: tuple[Path, ...] = ()

    @classmethod
    def at(cls, name: str, folder: Path, facts: ThemeFacts | None = None, *, is_mine: bool = False) -> Theme:
        """The theme whose files are in ``folder``, which exists."""
        root = Path(os.path.realpath(folder))
        found: list[Path | None] = []
        refused: list[Path] = []
        for part in PARTS:
            path = Path(os.path.realpath(root / part))
            inside = path.is_relative_to(root)
            if not inside:
                refused.append(root / part)
            found.append(path if inside and path.is_dir() else None)
        layouts, includes, sass, assets, data, templates = found
        return cls(
            name=name,
            root=root,
            facts=facts or ThemeFacts(),
            is_mine=is_mine,
            layouts=layouts,
            includes=includes,
            sass=sass,
            assets=assets,
            data=data,
            templates=templates,
            refused=tuple(refused),
        )

    @property
    def config_file(self) -> Path | None:
        """The theme's ``_config.yml``; None where it has none, or where that is a symbolic link."""
        path = self.root / "_config.yml"
        return path if path.is_file() and not path.is_symlink() else None
