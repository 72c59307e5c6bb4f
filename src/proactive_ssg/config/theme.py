"""The theme of a site, and its ``_config.yml``, over which the site's own wins (Jekyll's ``site.rb``)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from proactive_ssg import diagnose
from proactive_ssg.config.sources import Sources
from proactive_ssg.errors import Severity
from proactive_ssg.i18n import _
from proactive_ssg.ruby_yaml import YamlError, load
from proactive_ssg.themes import Theme, ThemeError, find_theme

__all__ = ["resolve_theme"]

_NOT_FOR_THEMES: Final = frozenset(
    (
        *("source", "destination", "collections_dir", "cache_dir", "plugins_dir", "layouts_dir", "data_dir"),
        *("includes_dir", "collections", "safe", "include", "exclude", "keep_files", "encoding"),
        *("markdown_ext", "strict_front_matter", "show_drafts", "limit_posts", "future", "unpublished"),
        *("whitelist", "plugins", "markdown", "highlighter", "lsi", "excerpt_separator", "incremental"),
        *("detach", "port", "host", "baseurl", "show_dir_listing", "permalink", "paginate_path", "timezone"),
        *("quiet", "verbose", "defaults", "liquid", "kramdown", "theme", "theme_dir", "ignore_theme_config"),
        *("templates_dir", "static_dirs", "strict"),
    )
)
"""What has a default in Jekyll (``configuration.rb``) a theme cannot set, nor what is ours alone."""


def resolve_theme(
    sources: Sources, overrides: Mapping[str, Any], root: Path, environ: Mapping[str, str]
) -> tuple[Theme | None, dict[str, Any]]:
    """The theme that the settings name, and what its ``_config.yml`` sets; problems go to ``sources``."""
    settings = {**sources.settings, **overrides}
    name, folder = settings.get("theme"), settings.get("theme_dir")
    if name is not None and name is not False and not isinstance(name, str):
        _warn_not_a_name(sources)
        name = None
    if folder is not None and not isinstance(folder, str):
        message = _("`theme_dir` must be a path")
        sources.problem("config-type", message, "theme_dir", hint=_("correct the value, or remove the line"))
        folder = None
    try:
        theme = find_theme(name or None, folder, root, environ)
    except ThemeError as error:
        sources.problem("theme-missing", error.message, error.setting, hint=error.hint)
        return None, {}
    if theme is None or not _may_be_used(theme, settings, root, sources):
        return None, {}
    for path in theme.refused:
        message = _("this link leads out of the theme: left out")
        hint = _("copy the folder into the theme")
        found = diagnose.at("theme-symlink", message, path, hint=hint, severity=Severity.WARNING)
        sources.warnings.append(found)
    ignored = settings.get("ignore_theme_config") is True
    return theme, {} if ignored else _settings_of(theme, sources)


def _may_be_used(theme: Theme, settings: Mapping[str, Any], root: Path, sources: Sources) -> bool:
    """With ``safe`` a path leads to a folder of the site, not to any folder of the machine."""
    setting = "theme_dir" if settings.get("theme_dir") else "theme"
    is_path = setting == "theme_dir" or "/" in str(settings.get("theme"))
    if not settings.get("safe") or not is_path or theme.root.is_relative_to(os.path.realpath(root)):
        return True
    message = _("the folder of the theme, {path}, is not in the site, and this is a safe build")
    hint = _("copy it into the site, or build without `safe`")
    sources.problem("theme-outside", message.format(path=theme.root), setting, hint=hint)
    return False


def _warn_not_a_name(sources: Sources) -> None:
    """Jekyll leaves such a theme out (``configure_theme``); some sites keep settings of their own there."""
    path = sources.files[-1] if sources.files else None
    message = _("`theme` is not a name: no theme is used")
    hint = _("write the name of an installed theme, or the path of its folder")
    sources.warnings.append(diagnose.at("config-theme", message, path, hint=hint, severity=Severity.WARNING))


def _settings_of(theme: Theme, sources: Sources) -> dict[str, Any]:
    path = theme.config_file
    if path is None:
        return {}
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
        value = load(text).value
    except OSError as error:
        sources.problems.append(diagnose.os_error("config-unreadable", path, error))
        return {}
    except YamlError as error:
        sources.problems.extend(diagnose.from_yaml("config", path, text, error.problems))
        return {}
    if not isinstance(value, dict):
        return {}
    return {key: setting for key, setting in value.items() if key not in _NOT_FOR_THEMES}
