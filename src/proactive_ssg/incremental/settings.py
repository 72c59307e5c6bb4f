"""What every page depends on without asking: the configuration, the environment, the code of plugins."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from proactive_ssg import i18n
from proactive_ssg.config import Config
from proactive_ssg.extensions import Registry
from proactive_ssg.fingerprint import fingerprint, of_bytes, plain
from proactive_ssg.incremental.environment import environment
from proactive_ssg.incremental.version import installed
from proactive_ssg.model.site import Site

__all__ = ["is_as_loaded", "settings_of"]


def settings_of(site: Site, registry: Registry) -> str:
    """Their fingerprint; where it changes, every page is rendered (but not converted) again."""
    config = site.config
    return fingerprint(
        plain(config.settings),
        config.environment,
        config.previewed,
        str(config.root),
        i18n.current_language(),
        environment(),
        _theme(config),
        plain(site.layouts),
        sorted(site.variables),
        [
            _code_loaded(path) if path in registry.installed else _code(path)
            for path in sorted(registry.files)
        ],
        installed() if registry.files else (),
    )


def _theme(config: Config) -> str:
    theme = config.theme
    return "" if theme is None else f"{theme.root} {theme.facts!r}"


def is_as_loaded(registry: Registry) -> bool:
    """Are the files of installed plugins those that Python has loaded? In a preview they may be newer."""
    return all(_code(path) == _code_loaded(path) for path in registry.installed)


@cache
def _code_loaded(path: Path) -> str:
    return _code(path)


def _code(path: Path) -> str:
    try:
        return f"{path} {of_bytes(path.read_bytes())}"
    except OSError:
        return str(path)
