"""From the configuration to a Registry: the plugins that the site lists, and those of its own folder."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from proactive_ssg import diagnose
from proactive_ssg.config import Config
from proactive_ssg.errors import Diagnostics, Severity
from proactive_ssg.extensions.registry import Registry
from proactive_ssg.extensions.site_plugins import load_installed, load_site_plugins, warn_of_ruby_plugins
from proactive_ssg.i18n import _

__all__ = ["Catalogue", "listed_plugins", "load_extensions"]


class Catalogue:
    """What we know of the gems that a site may list under ``plugins:``."""

    def __init__(
        self,
        builtin: Mapping[str, str],
        not_needed: Collection[str],
        lost: Callable[[str], str],
        implied: Callable[[Config], Iterable[str]] = lambda _config: (),
    ) -> None:
        """``builtin``: gem -> module; ``not_needed``: gems to pass over; ``lost(gem)``: what is missed;
        ``implied(config)``: modules that the configuration asks for by settings of their own."""
        self.builtin = builtin
        self.not_needed = not_needed
        self.lost = lost
        self.implied = implied


def load_extensions(config: Config, diagnostics: Diagnostics, catalogue: Catalogue) -> Registry:
    """A new registry with what the site's plugins add; what is wrong with them is in ``diagnostics``.

    First those that settings ask for, then those that the theme needs, those listed under ``plugins:``, ours
    or installed ones, then the site's own files: of two filters or tags with one name, the later one counts.
    ``safe`` leaves out the site's files, and what ``whitelist`` does not name (``plugin_manager.rb``).
    """
    registry = Registry(config, diagnostics)
    for module in catalogue.implied(config):
        _load_builtin(registry, module)
    of_theme = config.theme.facts.dependencies if config.theme is not None else ()
    for name in dict.fromkeys((*_allowed(of_theme, config.settings), *listed_plugins(config.settings))):
        _load_listed(registry, name, catalogue)
    if not config.settings.get("safe"):
        warn_of_ruby_plugins(registry)
        registry.forget = load_site_plugins(registry)
    return registry


def listed_plugins(settings: Mapping[str, Any]) -> list[str]:
    """The names under ``plugins:``, each once; with ``safe`` only those of ``whitelist``, as in Jekyll."""
    return list(dict.fromkeys(_allowed(_texts(settings.get("plugins")), settings)))


def _allowed(names: Collection[str], settings: Mapping[str, Any]) -> Collection[str]:
    if not settings.get("safe"):
        return names
    allowed = _texts(settings.get("whitelist"))
    return [name for name in names if name in allowed]


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, list | tuple) else [value]
    return [str(item).strip() for item in items if item not in (None, False, "")]


def _load_listed(registry: Registry, name: str, catalogue: Catalogue) -> None:
    if name in catalogue.builtin:
        _load_builtin(registry, catalogue.builtin[name])
    elif name not in catalogue.not_needed and not load_installed(registry, name):
        _warn_unknown(registry, name, catalogue.lost(name))


def _load_builtin(registry: Registry, name: str) -> None:
    module = importlib.import_module(f"proactive_ssg.plugins.{name}")
    registry.call(module.register, registry)


def _warn_unknown(registry: Registry, name: str, lost: str) -> None:
    lost = lost or _("what it adds (tags, filters, pages) is missing")
    message = _("the plugin {name} is not known: {lost}").format(name=name, lost=lost)
    hint = _("write what you need of it in Python (docs/plugins.md), or take it out of `plugins`")
    path: Path | None = next(iter(registry.config.files), None)
    found = diagnose.at("plugin-unknown", message, path, hint=hint, severity=Severity.WARNING)
    registry.diagnostics.add(found)
