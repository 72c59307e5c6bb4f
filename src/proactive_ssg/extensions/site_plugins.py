"""A site's own plugins: the Python files of ``_plugins/``, installed packages, and Ruby files left behind."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from proactive_ssg import diagnose
from proactive_ssg.config import Config
from proactive_ssg.errors import Severity
from proactive_ssg.extensions.decorators import registrations
from proactive_ssg.extensions.failures import plugin_failure
from proactive_ssg.extensions.marks import is_known
from proactive_ssg.extensions.registry import Registry
from proactive_ssg.i18n import _

if TYPE_CHECKING:
    from proactive_ssg.extensions.files import PluginFolder
    from proactive_ssg.extensions.ruby import RubyPlugin

__all__ = [
    "GROUP",
    "load_installed",
    "load_site_plugins",
    "plugin_folders",
    "ruby_plugins_of",
    "warn_of_ruby_plugins",
]

GROUP = "proactive_ssg.plugins"
"""The entry points of installed plugins; a site names them under ``plugins:``."""


def plugin_folders(config: Config) -> list[Path]:
    """The folders of plugins that exist: ``plugins_dir``, relative to the source, to the site's root, or to
    where the command runs, as Jekyll has it.
    """
    given = config.settings.get("plugins_dir") or "_plugins"
    names = [str(name) for name in (given if isinstance(given, list | tuple) else [given])]
    bases = (config.source, config.root, *(() if names == ["_plugins"] else (Path.cwd(),)))
    found = (base / Path(name).expanduser() for name in names for base in bases)
    return [folder for folder in dict.fromkeys(found) if folder.is_dir()]


def load_site_plugins(registry: Registry) -> Callable[[], None]:
    """Load every Python file of the folders; what is wrong goes to the registry's diagnostics.

    Returns what ends it: the modules are forgotten, so that the next build reads them anew.
    """
    loaded: list[PluginFolder] = []
    if registry.config.settings.get("plugins_dir") not in (None, "_plugins"):
        registry.looks_at_more()  # folders elsewhere, which may come into being
    folders = plugin_folders(registry.config)
    if not folders:
        return lambda: None
    from proactive_ssg.extensions.files import PluginFolder, plugin_files

    for path in folders:
        folder = PluginFolder(path)
        loaded.append(folder)
        registry.files.update(path.rglob("*.py"))
        for file in plugin_files(path):
            _load_file(registry, folder, file)

    def forget() -> None:
        for folder in loaded:
            folder.forget()

    return forget


def _load_file(registry: Registry, folder: PluginFolder, file: Path) -> None:
    try:
        module = folder.load(file)
    except (Exception, SystemExit) as error:
        registry.report(plugin_failure(error, None, registry.files, file))
        return
    _register(registry, module)


def _register(registry: Registry, module: ModuleType) -> None:
    if getattr(module, "PURE", False) is not True:
        registry.looks_at_more()  # importing it may have done anything
    for register in registrations(module):
        registry.call(register, registry)


def load_installed(registry: Registry, name: str) -> bool:
    """Load the installed plugin that a package offers under this name; false when none does."""
    import importlib.metadata  # it takes longer than all the rest of this room

    for point in importlib.metadata.entry_points(group=GROUP, name=name):
        found = registry.call(point.load)
        if found is not None:
            registry.installed.update(_files_of(found))
            registry.files.update(registry.installed)
        if isinstance(found, ModuleType):
            _register(registry, found)
        elif found is not None:
            if not is_known(found):
                registry.looks_at_more()
            registry.call(found, registry)
        return True
    return False


def _files_of(made: Any) -> Iterator[Path]:
    """The Python files of the package that a plugin comes from: all of them make it what it is."""
    name = made.__name__ if isinstance(made, ModuleType) else str(getattr(made, "__module__", ""))
    package = sys.modules.get(name.partition(".")[0])
    for folder in getattr(package, "__path__", ()):
        yield from Path(folder).rglob("*.py")
    if (file := getattr(sys.modules.get(name), "__file__", None)) is not None:
        yield Path(file)


def ruby_plugins_of(config: Config) -> Iterator[RubyPlugin]:
    """The Ruby plugins of the site that no Python file of the same name replaces."""
    for folder in plugin_folders(config):
        from proactive_ssg.extensions.ruby import ruby_plugins

        yield from (plugin for plugin in ruby_plugins(folder) if not plugin.replaced)


def warn_of_ruby_plugins(registry: Registry) -> None:
    """One warning for each: Jekyll would run it, we do not."""
    for plugin in ruby_plugins_of(registry.config):
        message = _("a Ruby plugin, which is not run; the site misses {what}").format(what=plugin.adds)
        found = diagnose.at(
            "plugin-ruby", message, plugin.path, hint=plugin.instead, severity=Severity.WARNING
        )
        registry.report(found)
