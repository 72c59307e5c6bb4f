"""Files of the theme's ``assets``, where the site has none of the same path (``theme_assets_reader.rb``)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from proactive_ssg import diagnose
from proactive_ssg.content.context import Reading, ReportedError
from proactive_ssg.content.pages import read_page, read_static_file
from proactive_ssg.i18n import _
from proactive_ssg.model.page import Page
from proactive_ssg.model.static_file import StaticFile

__all__ = ["add_theme_assets"]

MAX_DEPTH = 50


def add_theme_assets(reading: Reading, pages: list[Page], static_files: list[StaticFile]) -> None:
    """Append the theme's pages and static files, in the order of their paths."""
    theme = reading.config.theme
    if theme is None or theme.assets is None:
        return
    own_pages = {str(page.relative_path) for page in pages}
    own_files = {str(file.relative_path) for file in static_files}
    for path in _files(reading, theme.assets):
        relative = path.relative_to(theme.root).as_posix()
        try:
            content = reading.content(str(path))
        except ReportedError:
            continue
        if content is None:
            if relative not in own_files and (file := read_static_file(reading, str(path), relative)):
                static_files.append(file)
        elif relative not in own_pages and (page := read_page(reading, str(path), relative, content)):
            pages.append(page)


def _files(reading: Reading, folder: Path, depth: int = 0) -> Iterator[Path]:
    """Every file below ``folder``; symbolic links are left out, and dot files are not, as in Jekyll."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        reading.add(diagnose.os_error("unreadable-folder", folder, error))
        return
    for entry in entries:
        if entry.is_symlink():
            if not entry.is_dir():
                message = _("this asset of the theme is a symbolic link: left out")
                hint = _("copy the file into the theme")
                reading.warn("theme-symlink", message, Path(entry.path), hint=hint)
        elif entry.is_dir():
            if depth < MAX_DEPTH:
                yield from _files(reading, Path(entry.path), depth + 1)
        elif entry.is_file():
            yield Path(entry.path)
