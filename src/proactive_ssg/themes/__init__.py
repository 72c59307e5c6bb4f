"""Themes: folders of layouts, includes, Sass, assets and data that a site overrides file by file.

A theme is a folder of the site, an installed Python package, or an installed Ruby gem that is only data;
nothing of it is ever run.
"""

from __future__ import annotations

from proactive_ssg.themes.find import ThemeError, find_theme
from proactive_ssg.themes.model import Theme

__all__ = ["Theme", "ThemeError", "find_theme"]
